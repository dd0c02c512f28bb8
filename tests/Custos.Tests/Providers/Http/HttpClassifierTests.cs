using System.Text.Json;
using System.Text.Json.Nodes;
using Custos.Gate;
using Custos.Learning;
using Custos.Providers.Brought;
using Custos.Providers.Http;
using Custos.Records;
using Custos.Tests.App.Proxy;
using Custos.Tests.Gate;
using Microsoft.AspNetCore.Http;

namespace Custos.Tests.Providers.Http;

public sealed class HttpClassifierTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("custos-http-").FullName;

    [Fact]
    public async Task It_does_what_every_signal_must()
    {
        await using var server = await CannedUpstream.StartAsync(ScoreByLengthAsync);
        await AddAsync(server);
        using var classifier = BroughtFolder.Load(_folder);

        await SignalContract.HoldsForAsync(classifier);
        classifier.Labels.Select(label => label.Name).ShouldBe(["hate", "self_harm"]);
        classifier.ReadsTextAlone.ShouldBeFalse();
    }

    [Fact]
    public async Task All_readings_are_asked_at_once_and_the_highest_score_counts()
    {
        await using var server = await CannedUpstream.StartAsync(ScoreByLengthAsync);
        await AddAsync(server);
        using var classifier = HttpClassifier.Load(_folder);
        var before = server.Asked.Count;

        var scores = await classifier.ScoreAsync(new ScoredText(SomeBundles.Hello, ["a", "abcd", "a"]), CancellationToken.None);

        server.Asked.Count.ShouldBe(before + 1);
        scores[0].ShouldBe(0.04, 1e-9);
        JsonDocument.Parse(server.Asked[^1].Body).RootElement.GetProperty("input").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task A_label_that_the_server_does_not_know_is_refused_with_those_that_it_does()
    {
        await using var server = await CannedUpstream.StartAsync(ScoreByLengthAsync);

        (await Should.ThrowAsync<BadInputException>(() => HttpClassifier.AddAsync(_folder, new Uri(server.Address.Base, "/v1/moderations"), null, null, ["spam"], CancellationToken.None)))
            .Message.ShouldContain("hate, self-harm");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"results":[]}""")]
    [InlineData("""{"results":[{"category_scores":{"hate":0.5}}]}""")]
    [InlineData("""{"results":[{"category_scores":{"hate":1.5,"self-harm":0}}]}""")]
    [InlineData("""{"results":[{"category_scores":{"hate":"x","self-harm":0}}]}""")]
    public async Task An_answer_that_is_none_is_a_failure_and_the_policy_falls_back(string answer)
    {
        var isGood = true;
        await using var server = await CannedUpstream.StartAsync(context => isGood ? ScoreByLengthAsync(context) : context.Response.WriteAsync(answer));
        await AddAsync(server);
        isGood = false;
        using var classifier = HttpClassifier.Load(_folder);

        await Should.ThrowAsync<InvalidOperationException>(() => classifier.DecideAsync("text", CancellationToken.None));
        (await SomeBundles.DecideAsync(Bundle(classifier))).Verdict.ShouldBeOfType<Verdict.Unknown>().Cause.ShouldBe(FailureClass.Error);
    }

    [Fact]
    public async Task A_server_that_fails_too_often_is_left_alone_for_a_while()
    {
        var isGood = true;
        await using var server = await CannedUpstream.StartAsync(context =>
        {
            if (isGood) return ScoreByLengthAsync(context);
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        });
        await AddAsync(server);
        isGood = false;
        using var classifier = HttpClassifier.Load(_folder);
        for (var i = 0; i < 30; i++) await Should.ThrowAsync<InvalidOperationException>(() => classifier.DecideAsync("text", CancellationToken.None));

        server.Asked.Count.ShouldBeInRange(11, 20);
        (await Should.ThrowAsync<InvalidOperationException>(() => classifier.DecideAsync("text", CancellationToken.None))).Message.ShouldContain("too often");
    }

    [Fact]
    public async Task A_server_that_is_silent_leaves_the_deadline_kept()
    {
        var isGood = true;
        await using var server = await CannedUpstream.StartAsync(context => isGood ? ScoreByLengthAsync(context) : Task.Delay(Timeout.Infinite, context.RequestAborted));
        await AddAsync(server);
        isGood = false;
        using var classifier = HttpClassifier.Load(_folder);

        (await SomeBundles.DecideAsync(Bundle(classifier), SomeBundles.Hello with { Deadline = TimeSpan.FromMilliseconds(100) })).Verdict.ShouldBeOfType<Verdict.Unknown>().Cause.ShouldBe(FailureClass.Timeout);
    }

    [Fact]
    public async Task Calibration_and_threshold_are_part_of_its_id_and_a_changed_byte_is_seen()
    {
        await using var server = await CannedUpstream.StartAsync(ScoreByLengthAsync);
        await AddAsync(server);
        using var before = HttpClassifier.Load(_folder);
        var to = Path.Combine(_folder, "certified");

        var id = before.WriteCertified(to, [new ScoreLabel { Name = "hate", Calibration = new Calibration.Platt(-2, 0.5), Threshold = 0.83, Certified = true, TargetFpr = 0.01 }], new JsonObject { ["rows"] = 100 });

        using var after = BroughtFolder.Load(to);
        after.Id.ShouldBe(id);
        after.Id.ShouldNotBe(before.Id);
        after.Labels[0].Threshold.ShouldBe(0.83);
        BroughtFolder.Look(to).Id.ShouldBe(id);
        var manifest = Path.Combine(to, "manifest.json");
        await File.WriteAllTextAsync(manifest, (await File.ReadAllTextAsync(manifest)).Replace("0.83", "0.13", StringComparison.Ordinal));
        Should.Throw<BadInputException>(() => BroughtFolder.Load(to)).Message.ShouldContain("a byte was changed");
    }

    [Fact]
    public void A_folder_without_a_model_is_refused() => Should.Throw<BadInputException>(() => BroughtFolder.Load(_folder)).Message.ShouldContain("no model that was brought");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Bundle Bundle(HttpClassifier classifier) => SomeBundles.Of("rules: [{name: hate, when: 'score(\"hate\") >= 0.5', then: block}]", classifier);

    private Task<string> AddAsync(CannedUpstream server) => HttpClassifier.AddAsync(_folder, new Uri(server.Address.Base, "/v1/moderations"), null, null, [], CancellationToken.None);

    private static async Task ScoreByLengthAsync(HttpContext context)
    {
        using var asked = await JsonDocument.ParseAsync(context.Request.Body);
        var results = asked.RootElement.GetProperty("input").EnumerateArray().Select(text => $$$"""{"flagged":false,"category_scores":{"hate":{{{Score(text.GetString()!.Length / 100.0)}}},"self-harm":0}}""");
        await context.Response.WriteAsync($$"""{"id":"modr-1","model":"m","results":[{{string.Join(',', results)}}]}""");
    }

    private static string Score(double score) => Math.Min(score, 1).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
}
