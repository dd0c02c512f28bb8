using Custos.App.Cli.Judging;
using Custos.Policy.Judging;
using Custos.Records;
using Custos.Records.Opinions;
using Custos.Tests.Policy.Judging;
using Custos.Text.Tables;

namespace Custos.Tests.App.Cli.Judging;

public sealed class AgreementTallyTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"custos-labelled-{Guid.NewGuid():n}.csv");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Answers_are_counted_by_what_people_said_and_the_same_rows_give_the_same_evidence()
    {
        using var tally = await TallyAsync(JudgeModel.Create("m", (turns, _, _) => ValueTask.FromResult<ModelReply>(new ModelReply.Said(turns[1].Text.Contains("bad", StringComparison.Ordinal) ? SomeJudges.Yes : turns[1].Text.Contains("odd", StringComparison.Ordinal) ? SomeJudges.Unknown : SomeJudges.No, 1, 1))));
        using var again = await TallyAsync(SomeJudges.Saying(SomeJudges.No));

        tally.Agreement.Yes.ShouldBe(new AnswerCounts(1, 1, 0));
        tally.Agreement.No.ShouldBe(new AnswerCounts(1, 1, 1));
        (tally.Unlabelled, tally.Unasked).ShouldBe((1, 0));
        again.Agreement.Labels.ShouldBe(tally.Agreement.Labels);
    }

    [Theory]
    [InlineData(NoAnswer.Unreachable)]
    [InlineData(NoAnswer.Refused)]
    [InlineData(NoAnswer.NotRecorded)]
    public async Task A_model_that_cannot_be_asked_measures_nothing(NoAnswer because) =>
        await Should.ThrowAsync<BadInputException>(() => TallyAsync(SomeJudges.Failing(because)));

    [Fact]
    public async Task What_the_budget_does_not_hold_is_counted_apart()
    {
        using var tally = await TallyAsync(SomeJudges.Saying(SomeJudges.No), SomeJudges.With("tokens: 1000000", "tokens: 10"));

        (tally.Unasked, tally.Agreement.N).ShouldBe((5, 0));
    }

    private async Task<AgreementTally> TallyAsync(JudgeModel model, JudgeDocument? judge = null)
    {
        await File.WriteAllTextAsync(_file, "text,label\nbad,1\ngood,1\nworse bad,0\ngood too,0\nodd,0\nnobody knows,\n");
        using var table = TextTable.Open(_file, TableFormat.Csv);
        table.Select(["text", "label"], []);
        var tally = new AgreementTally(new Judge(judge ?? SomeJudges.Of(SomeJudges.Right), model, TimeProvider.System), Direction.Input);
        await tally.AddAsync(table, "label", _ => { }, CancellationToken.None);
        return tally;
    }
}
