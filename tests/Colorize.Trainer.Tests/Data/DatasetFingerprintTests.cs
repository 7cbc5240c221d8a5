using Colorize.Trainer.Data;

namespace Colorize.Tests.Trainer.Data;

public class DatasetFingerprintTests
{
    private static readonly (string, string, string)[] Before =
        [("church", "church/1", "aa"), ("church", "church/2", "bb"), ("flower", "flower/1", "cc"), ("tench", "tench/1", "dd")];

    [Fact]
    public void The_order_of_the_pictures_does_not_matter() =>
        Assert.Equal(DatasetFingerprint.Of(Before), DatasetFingerprint.Of(Before.Reverse()));

    [Fact]
    public void Every_kind_of_change_is_said()
    {
        (string, string, string)[] after =
            [("church", "church/1", "aa"), ("flower", "flower/1", "ee"), ("forest", "forest/1", "ff")];
        Assert.Equal(
            "forest is new, tench is gone, church has 1 where there were 2, flower has other pictures",
            DatasetFingerprint.Of(after).ChangesSince(DatasetFingerprint.Of(Before)));
    }

    [Fact]
    public void A_renamed_picture_is_another_since_its_name_decides_whether_it_is_kept_for_validation() =>
        Assert.NotEqual(DatasetFingerprint.Of([("a", "a/1", "aa")]), DatasetFingerprint.Of([("a", "a/2", "aa")]));
}
