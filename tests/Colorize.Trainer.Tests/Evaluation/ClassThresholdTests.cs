using Colorize.Trainer.Evaluation;

namespace Colorize.Tests.Trainer.Evaluation;

public class ClassThresholdTests
{
    [Fact]
    public void Nine_in_ten_of_those_that_are_said_are_right()
    {
        // From 0.9 on all ten are right, from 0.5 on 18 of 20, from 0.4 on 18 of 21.
        (float, bool)[] answers =
        [
            .. Enumerable.Repeat((0.9f, true), 10), .. Enumerable.Repeat((0.5f, true), 8), .. Enumerable
                .Repeat((0.5f, false), 2), (0.4f, false),
        ];
        Assert.Equal(0.5f, ClassThreshold.Of(answers));
    }

    [Fact]
    public void A_classifier_that_is_never_right_often_enough_says_nothing() =>
        Assert.Null(ClassThreshold.Of([(0.9f, false), (0.8f, true), (0.7f, true)]));

    [Fact]
    public void Without_validation_pictures_nothing_is_said() => Assert.Null(ClassThreshold.Of([]));
}
