using Colorize.Text;

namespace Colorize.Tests.Texts;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("Übersee, 写真 👩 100 %.jpg", "Übersee, 写真 👩 100 %.jpg")]
    [InlineData("red\u001b[31m.jpg", "red\\u001B[31m.jpg")]
    [InlineData("two\nlines\r.jpg", "two\\u000Alines\\u000D.jpg")]
    [InlineData("c1\u009b2J.jpg", "c1\\u009B2J.jpg")]
    [InlineData("photo\u202egpj.exe", "photo\\u202Egpj.exe")]
    [InlineData("tag\U000E0041", "tag\\uDB40\\uDC41")]
    [InlineData("line\u2028end\u2066", "line\\u2028end\\u2066")]
    public void What_would_act_on_a_terminal_is_shown(string given, string shown) => Assert.Equal(shown, VisibleText.Of(given));

    [Fact]
    public void A_program_that_quotes_a_name_writes_one_line()
    {
        using StringWriter output = new();
        using (VisibleTextWriter visible = new(output))
        {
            visible.WriteLine($"{"evil\n\u001b[2Jname"} → out/name");
            visible.Write("two lines\nof \u009bhelp 👩\r\n");
        }

        Assert.Equal($"evil\\u000A\\u001B[2Jname → out/name{output.NewLine}two lines\nof \\u009Bhelp 👩\n", output.ToString());
    }
}
