using Custos.Text.Similarity;

namespace Custos.Tests.Text.Similarity;

public sealed class AnswerOverlapTests
{
    // By the rules of the SQuAD evaluation script, worked out by hand.
    [Theory]
    [InlineData("The Eiffel Tower", "eiffel tower!", true, 1)]
    [InlineData("Eiffel Tower", "the tower of Paris", false, 0.4)]
    [InlineData("42", "forty-two", false, 0)]
    [InlineData("", "the", true, 1)]
    [InlineData("yes", "", false, 0)]
    public void Answers_are_compared_word_by_word(string expected, string answer, bool isExact, double f1)
    {
        var overlap = AnswerOverlap.Of(expected, answer);

        overlap.IsExact.ShouldBe(isExact);
        overlap.F1.ShouldBe(f1, 1e-12);
    }
}
