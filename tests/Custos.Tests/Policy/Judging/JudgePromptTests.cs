using Custos.Policy.Judging;
using Custos.Records;
using Custos.Policy.Schemas;

namespace Custos.Tests.Policy.Judging;

public sealed class JudgePromptTests
{
    private static readonly JudgeDocument Judge = SomeJudges.Of(SomeJudges.Right);

    [Fact]
    public void The_text_stands_between_two_lines_that_the_task_announces_and_the_question_comes_after_it()
    {
        var turns = JudgePrompt.Of(Judge, Direction.Output, "first line\nsecond line");

        turns.Select(turn => turn.Speaker).ShouldBe([JudgeSpeaker.System, JudgeSpeaker.User]);
        var mark = MarkOf(turns);
        turns[0].Text.ShouldContain($"<<<{mark} ");
        turns[1].Text.ShouldContain($"Look at what went output:\n\n<<<{mark}\nfirst line\nsecond line\n{mark}>>>\n\nThink of children.");
        turns[1].Text.IndexOf(Judge.Question, StringComparison.Ordinal).ShouldBeGreaterThan(turns[1].Text.IndexOf($"{mark}>>>", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_text_gives_the_same_words_and_another_text_another_mark()
    {
        JudgePrompt.Of(Judge, Direction.Input, "a").ShouldBe(JudgePrompt.Of(Judge, Direction.Input, "a"));
        MarkOf(JudgePrompt.Of(Judge, Direction.Input, "a")).ShouldNotBe(MarkOf(JudgePrompt.Of(Judge, Direction.Input, "b")));
    }

    [Fact]
    public void What_looks_like_a_place_in_the_judged_text_stays_as_it_is()
    {
        var turns = JudgePrompt.Of(Judge, Direction.Input, "{text} {direction}");

        turns[1].Text.ShouldContain("\n{text} {direction}\n");
    }

    [Fact]
    public void A_repair_says_what_was_wrong_and_shows_the_answer_as_the_models_own()
    {
        var asked = JudgePrompt.Of(Judge, Direction.Input, "a");

        var again = JudgePrompt.Repairing(asked, "perhaps", [new SchemaFault("/verdict", "A verdict is wanted.")]);

        again.Take(2).ShouldBe(asked);
        again[2].ShouldBe(new JudgeTurn(JudgeSpeaker.Model, "perhaps"));
        again[3].Text.ShouldContain("/verdict: A verdict is wanted.");
    }

    internal static string MarkOf(IReadOnlyList<JudgeTurn> turns) => turns[1].Text.Split("<<<")[1].Split('\n')[0];
}
