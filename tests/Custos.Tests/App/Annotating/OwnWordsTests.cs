using Custos.App.Annotating;

namespace Custos.Tests.App.Annotating;

public sealed class OwnWordsTests
{
    [Theory]
    [InlineData("He said 'I can't help with that', then left.", "He said  , then left.")]
    [InlineData("Write: \"We are sorry.\" That is all.", "Write:   That is all.")]
    [InlineData("I can't and won't: it's not right.", "I can't and won't: it's not right.")]
    [InlineData("Sie sagte „nein“ und ging.", "Sie sagte   und ging.")]
    [InlineData("", "")]
    public void What_stands_in_quotation_marks_is_left_out_and_apostrophes_are_not_quotation_marks(string answer, string own) => OwnWords.Of(answer).ShouldBe(own);
}
