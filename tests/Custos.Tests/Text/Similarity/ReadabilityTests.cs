using Custos.Text.Similarity;

namespace Custos.Tests.Text.Similarity;

public sealed class ReadabilityTests
{
    // Counted by hand; the indices by their published formulas.
    [Fact]
    public void A_text_is_measured()
    {
        var readability = Readability.Of("The cat sat on the mat. It's a simple example, isn't it?");

        readability.ShouldBe(new Readability(56, 40, 12, 2, 15));
        readability.ReadingEase!.Value.ShouldBe(206.835 - (1.015 * 6) - (84.6 * 15 / 12), 1e-9);
        readability.Grade!.Value.ShouldBe((0.39 * 6) + (11.8 * 15 / 12) - 15.59, 1e-9);
        readability.AutomatedIndex!.Value.ShouldBe((4.71 * 40 / 12) + (0.5 * 6) - 21.43, 1e-9);
    }

    [Theory]
    [InlineData("")]
    [InlineData("... !?")]
    public void Without_a_word_there_is_no_index(string text)
    {
        var readability = Readability.Of(text);

        (readability.Words, readability.Sentences).ShouldBe((0, 0));
        readability.ReadingEase.ShouldBeNull();
        readability.Grade.ShouldBeNull();
        readability.AutomatedIndex.ShouldBeNull();
    }

    [Fact]
    public void Code_points_are_counted_not_units() => Readability.Of("😀é").Characters.ShouldBe(2);
}
