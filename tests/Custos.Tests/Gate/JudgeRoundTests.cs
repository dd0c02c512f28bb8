using Custos.Gate;
using Custos.Policy.Documents;
using Custos.Policy.Judging;
using Custos.Records;
using Custos.Records.Opinions;
using Custos.Tests.Policy.Judging;

namespace Custos.Tests.Gate;

public sealed class JudgeRoundTests : IDisposable
{
    private const string Body = "judges: {advice: 2s}\nlists: {bad: [bad word]}\nrules:\n  - {name: judged, when: phrase(\"bad\") && judge(\"advice\") > 0.5, then: block}\n  - {name: after, when: text.contains(\"also\"), then: hold}";

    private readonly string _folder = Directory.CreateTempSubdirectory("custos-judges-").FullName;
    private readonly List<Opinion> _told = [];
    private int _asked;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_judge_that_people_agree_with_decides_where_the_verdict_hangs_on_it_and_only_there()
    {
        var bundle = Load(SomeJudges.Yes, mayAct: true);

        var decision = await SomeBundles.DecideAsync(bundle, "a bad word");
        decision.Verdict.ShouldBeOfType<Verdict.Block>().Because.Evidence.ShouldContain(new Evidence.Score("judge(\"advice\")", new Probability(1), null, Certified: false));
        decision.Tiers.Select(tier => tier.Tier).ShouldContain(Tier.Judges);
        _told.ShouldHaveSingleItem().ExchangeId.ShouldBe(decision.ExchangeId);

        (await SomeBundles.DecideAsync(bundle, "a good word")).Verdict.ShouldBeOfType<Verdict.Allow>();
        _told.Count.ShouldBe(1);
        (await SomeBundles.DecideAsync(Load(SomeJudges.No, mayAct: true), "a bad word")).Verdict.ShouldBeOfType<Verdict.Allow>();
    }

    [Fact]
    public async Task A_judge_that_nobody_measured_only_flags_and_stops_no_rule_after_it()
    {
        var bundle = Load(SomeJudges.Yes, mayAct: false);

        bundle.Judges.ShouldHaveSingleItem().Standing.MayAct.ShouldBeFalse();
        (await SomeBundles.DecideAsync(bundle, "a bad word")).Verdict.ShouldBeOfType<Verdict.Flag>().Because.Rule.ShouldBe("judged");
        (await SomeBundles.DecideAsync(bundle, "a bad word also")).Verdict.ShouldBeOfType<Verdict.Hold>().Because.Rule.ShouldBe("after");
        (await SomeBundles.DecideAsync(Load("nothing like it", mayAct: false), "a bad word")).Verdict.ShouldBeOfType<Verdict.Unknown>().Fallback.ShouldBe(Fallback.Flag);
    }

    [Theory]
    [InlineData(NoAnswer.Timeout, FailureClass.Timeout)]
    [InlineData(NoAnswer.Refused, FailureClass.Error)]
    [InlineData(NoAnswer.Malformed, FailureClass.Uncertain)]
    [InlineData(NoAnswer.Budget, FailureClass.MissingSignal)]
    public async Task What_a_judge_cannot_tell_is_the_policys_fallback(NoAnswer because, FailureClass cause)
    {
        var unknown = (await SomeBundles.DecideAsync(Load(SomeJudges.Failing(because), mayAct: true), "a bad word")).Verdict.ShouldBeOfType<Verdict.Unknown>();

        (unknown.Cause, unknown.Fallback).ShouldBe((cause, Fallback.Hold));
    }

    [Fact]
    public async Task A_judge_that_sleeps_is_left_behind_after_its_own_time_and_not_after_the_callers()
    {
        var slow = JudgeModel.Create("m", async (_, _, token) =>
        {
            await Task.Delay(200, token);
            return new ModelReply.Said(SomeJudges.Yes, 1, 1);
        });

        (await SomeBundles.DecideAsync(Load(slow, mayAct: true), SomeBundles.Hello with { Text = "a bad word", Deadline = TimeSpan.FromMilliseconds(100) })).Verdict.ShouldBeOfType<Verdict.Block>();
        (await SomeBundles.DecideAsync(Load(slow, mayAct: true, time: "50ms"), "a bad word")).Verdict.ShouldBeOfType<Verdict.Unknown>().Cause.ShouldBe(FailureClass.Timeout);
    }

    [Fact]
    public async Task A_decision_with_a_judge_is_made_again_from_its_record_without_asking()
    {
        var bundle = Load(SomeJudges.Yes, mayAct: true);
        var message = SomeBundles.Hello with { Text = "a bad word" };
        var decision = await SomeBundles.DecideAsync(bundle, message);
        var asked = _asked;

        var again = await Gatekeeper.ReplayAsync(bundle, message, decision, TimeProvider.System, CancellationToken.None);

        _asked.ShouldBe(asked);
        again.Verdict.ShouldBe(decision.Verdict);
        again.Observations.ShouldBe(decision.Observations);
        again.Tiers.Select(tier => tier.Tier).ShouldBe(decision.Tiers.Select(tier => tier.Tier));
    }

    [Fact]
    public async Task Rehearsals_and_pieces_of_streams_ask_nobody()
    {
        var bundle = Load(SomeJudges.Yes, mayAct: true);

        await WarmUp.RunAsync(bundle, TimeProvider.System, CancellationToken.None);
        (await SomeBundles.DecideAsync(bundle, SomeBundles.Hello with { Text = "a bad word", Direction = Direction.Output, IsPiece = true })).Verdict.ShouldBeOfType<Verdict.Allow>();

        _asked.ShouldBe(0);
    }

    [Theory]
    [InlineData("judge(\"advice\") < 0.5")]
    [InlineData("judge(\"advice\") > 0.5")]
    [InlineData("!(judge(\"advice\") > 0.5)")]
    public async Task A_rule_that_asks_a_judge_says_nothing_of_a_piece_whatever_it_asks(string condition)
    {
        var bundle = Load(SomeJudges.Saying(SomeJudges.No), mayAct: true, body: $"judges: {{advice: 2s}}\nrules: [{{name: judged, when: '{condition}', then: block}}]");
        var piece = SomeBundles.Hello with { Direction = Direction.Output, IsPiece = true };

        var decision = await SomeBundles.DecideAsync(bundle, piece);

        decision.Verdict.ShouldBeOfType<Verdict.Allow>();
        (await Gatekeeper.ReplayAsync(bundle, piece, decision, TimeProvider.System, CancellationToken.None)).Verdict.ShouldBe(decision.Verdict);
    }

    [Fact]
    public void What_is_wrong_with_judges_and_with_rules_that_ask_them_is_told()
    {
        Write("judges/advice.yaml", SomeJudges.Right);
        Write("judges/twin.yml", SomeJudges.Right);
        Write("judges/broken.yaml", "name: broken");
        Write("judges/advice.agreement.json", "{}");
        Problems().ShouldContain(problem => problem.StartsWith("judges/broken.yaml: There is no 'owner'", StringComparison.Ordinal));
        Problems().ShouldContain("judges/advice.agreement.json: This is no agreement of a judge.");

        File.Delete(Path.Combine(_folder, "judges/broken.yaml"));
        File.Delete(Path.Combine(_folder, "judges/advice.agreement.json"));
        Problems().ShouldContain("judges/twin.yml: The file judges/advice.yaml has a judge 'advice', too.");

        File.Delete(Path.Combine(_folder, "judges/twin.yml"));
        Write("policy.yaml", SomeBundles.PolicyOf("test", "rules: [{name: r, when: judge(\"advice\") > 0.5, then: block}]"));
        Problems().ShouldHaveSingleItem().ShouldBe("policy.yaml: The policy gives the judge \"advice\" no time.");
        Write("policy.yaml", SomeBundles.PolicyOf("test", "judges: {advise: 2s, advice: 2m}\nrules: [{name: r, when: judge(\"advise\") > 0.5, then: block}]"));
        Problems().ShouldBe(["policy.yaml: The bundle has no judge 'advise'.", "policy.yaml: The judge's time is not a time of at most 60 s.", "policy.yaml: There is no judge \"advise\"."], ignoreOrder: true);
        Write("policy.yaml", SomeBundles.PolicyOf("test", "judges: {advice: 2s}\nrules: [{name: r, when: judge(\"advice\") < 0.5, then: allow}]"));
        Problems().ShouldHaveSingleItem().ShouldContain("nobody may act on that judge yet");
    }

    [Fact]
    public void A_bundle_is_another_one_as_soon_as_its_judge_or_its_standing_is()
    {
        var flags = Load(SomeJudges.Yes, mayAct: false).Id;
        var acts = Load(SomeJudges.Yes, mayAct: true).Id;
        var stamp = BundleFolder.StampOf(_folder);
        Write("judges/advice.yaml", SomeJudges.Right.Replace("sample: 0.25", "sample: 0.5", StringComparison.Ordinal));

        acts.ShouldNotBe(flags);
        BundleFolder.StampOf(_folder).ShouldNotBe(stamp);
        BundleFolder.TryLoad(_folder, [], out var other, out _).ShouldBeTrue();
        other.Id.ShouldNotBe(acts);
    }

    private Bundle Load(string answer, bool mayAct) => Load(SomeJudges.Saying(answer), mayAct);

    private Bundle Load(JudgeModel model, bool mayAct, string time = "2s", string body = Body)
    {
        Write("judges/advice.yaml", SomeJudges.Right);
        Write("policy.yaml", SomeBundles.PolicyOf("test", body.Replace("2s", time, StringComparison.Ordinal)));
        if (mayAct) Write("judges/advice.agreement.json", new JudgeAgreement(SomeJudges.Of(SomeJudges.Right).Version, "", new AnswerCounts(300, 3, 0), new AnswerCounts(3, 300, 0)).ToJson());
        var counted = JudgeModel.Create(model.Name, (turns, vote, token) =>
        {
            Interlocked.Increment(ref _asked);
            return model.AnswerAsync(turns, vote, token);
        });
        BundleFolder.TryLoad(_folder, [], judge => new Judge(judge, counted, TimeProvider.System, _told.Add), out var bundle, out var errors).ShouldBeTrue(string.Join('\n', errors));
        return bundle;
    }

    private List<string> Problems()
    {
        BundleFolder.TryLoad(_folder, [], out _, out var errors);
        return [.. errors.Select((PolicyError error) => $"{error.File}: {error.Problem}")];
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(_folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
