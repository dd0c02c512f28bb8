using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Custos.Store;
using Xunit.Abstractions;

namespace Custos.SlowTests.Gate;

public sealed class SwapTests(ITestOutputHelper output) : IDisposable
{
    private const int Swaps = 1000;
    private const int Callers = 4;

    private readonly TemporaryFolder _folder = new();

    private string Data => _folder.File("data");

    private string Policies => _folder.File("policies");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task In_a_thousand_swaps_during_traffic_no_decision_mixes_bundles_and_none_is_lost()
    {
        Write(0);
        await using var server = await CustosProgram.ServeAsync("--policies", Policies, "--data-dir", Data, "--durability", "async");
        using var client = new HttpClient { BaseAddress = server.Url };
        using var local = LocalClient(server.Url);
        var numbers = new Dictionary<string, int> { [await BundleIdAsync(local)] = 0 };
        var told = new ConcurrentBag<(string Bundle, string Rule, string Other, TimeSpan Took)>();
        using var stop = new CancellationTokenSource();
        var traffic = Enumerable.Range(0, Callers).Select(_ => Task.Run(() => AskUntilAsync(client, told, stop.Token))).ToList();

        var swapping = Stopwatch.StartNew();
        for (var swap = 1; swap <= Swaps; swap++)
        {
            Write(swap);
            using var reloaded = await local.PostAsync(new Uri("/v1/bundle/reload", UriKind.Relative), null);
            using var state = JsonDocument.Parse(await reloaded.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
            numbers.Add(state.RootElement.GetProperty("bundle_id").GetString()!, swap);
        }

        swapping.Stop();
        await stop.CancelAsync();
        await Task.WhenAll(traffic);

        // Two policies, in files of their own, each with a rule of the swap's number. The watcher may make a bundle of the one file without the
        // other; but one bundle says one thing, and those that were asked for say what their files say.
        told.Count.ShouldBeGreaterThan(Swaps);
        foreach (var bundle in told.GroupBy(one => one.Bundle))
        {
            var (rule, other) = bundle.Select(one => (one.Rule, one.Other)).Distinct().ShouldHaveSingleItem();
            if (numbers.TryGetValue(bundle.Key, out var number)) (rule, other).ShouldBe(($"r{number}", $"s{number}"));
        }

        told.Select(one => one.Bundle).Distinct().Count().ShouldBeGreaterThan(Swaps / 10);
        var took = told.Select(one => one.Took.TotalMilliseconds).Order().ToList();
        output.WriteLine(FormattableString.Invariant($"{Swaps} swaps in {swapping.Elapsed.TotalSeconds:0.0} s, {told.Count} decisions by {told.Select(one => one.Bundle).Distinct().Count()} bundles meanwhile: p50 {took[took.Count / 2]:0.0} ms, p99 {took[took.Count * 99 / 100]:0.0} ms, longest {took[^1]:0.0} ms."));
    }

    [Fact]
    public async Task A_changed_file_serves_soon_and_a_broken_one_leaves_the_bundle_of_before_and_says_why()
    {
        Write(1);
        await using var server = await CustosProgram.ServeAsync("--policies", Policies, "--data-dir", Data);
        using var client = new HttpClient { BaseAddress = server.Url };
        using var local = LocalClient(server.Url);
        (await AskAsync(client)).Rule.ShouldBe("r1");

        var changed = Stopwatch.StartNew();
        Write(2);
        while ((await AskAsync(client)).Rule != "r2") changed.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(1));
        output.WriteLine(FormattableString.Invariant($"A changed file served after {changed.Elapsed.TotalMilliseconds:0} ms."));

        var before = await BundleIdAsync(local);
        await File.WriteAllTextAsync(Path.Combine(Policies, "one.yaml"), "name: one\nowner: us\nrules: [{name: r3, when: scroe(\"x\") > 1, then: flag}]\n");
        var errors = await ErrorsAsync(local, expected: true);
        (await BundleIdAsync(local)).ShouldBe(before);
        (await AskAsync(client)).Rule.ShouldBe("r2");
        foreach (var error in errors.EnumerateArray())
        {
            error.GetProperty("file").GetString().ShouldBe("one.yaml");
            error.GetProperty("problem").GetString().ShouldNotBeNullOrEmpty();
            error.GetProperty("remedy").GetString().ShouldNotBeNullOrEmpty();
        }

        errors.EnumerateArray().ShouldContain(error => error.GetProperty("line").GetInt32() == 3 && error.GetProperty("excerpt").GetString()!.Contains("scroe", StringComparison.Ordinal));

        Write(4);
        (await ErrorsAsync(local, expected: false)).GetArrayLength().ShouldBe(0);
        (await AskAsync(client)).Rule.ShouldBe("r4");
    }

    [Fact]
    public async Task What_only_a_new_bundle_counts_is_missing_until_it_is_filled_from_the_record_beside_the_traffic()
    {
        Write("one", "count(user, \"message\", duration(\"1h\")) >= 100.0");
        await using var server = await CustosProgram.ServeAsync("--policies", Policies, "--data-dir", Data);
        using var client = new HttpClient { BaseAddress = server.Url };
        using var local = LocalClient(server.Url);
        for (var i = 0; i < 3; i++) (await VerdictAsync(client)).ShouldBe("allow");

        Write("one", "count(user, \"message\", duration(\"24h\")) >= 5.0");
        using (await local.PostAsync(new Uri("/v1/bundle/reload", UriKind.Relative), null))
        {
            // A second at least passes before the record is read.
            (await VerdictAsync(client)).ShouldBe("unknown");
        }

        var filling = Stopwatch.StartNew();
        while (!await IsCompleteAsync(local)) filling.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(1));

        (await VerdictAsync(client)).ShouldBe("flag");
    }

    private static async Task<string> VerdictAsync(HttpClient client)
    {
        using var response = await client.PostAsJsonAsync(new Uri("/v1/decisions", UriKind.Relative), new { content = "hello", user = "u" });
        using var answer = JsonDocument.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        return answer.RootElement.GetProperty("verdict").GetString()!;
    }

    private static async Task<bool> IsCompleteAsync(HttpClient local)
    {
        await Task.Delay(50);
        using var state = JsonDocument.Parse(await local.GetStringAsync(new Uri("/v1/bundle", UriKind.Relative)));
        return state.RootElement.GetProperty("windows").GetProperty("complete").GetBoolean();
    }

    private static async Task AskUntilAsync(HttpClient client, ConcurrentBag<(string Bundle, string Rule, string Other, TimeSpan Took)> told, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var started = Stopwatch.GetTimestamp();
            var (bundle, rule, other) = await AskAsync(client);
            told.Add((bundle, rule, other, Stopwatch.GetElapsedTime(started)));
        }
    }

    private static async Task<(string Bundle, string Rule, string Other)> AskAsync(HttpClient client)
    {
        using var response = await client.PostAsJsonAsync(new Uri("/v1/decisions", UriKind.Relative), new { content = "hello" });
        using var answer = JsonDocument.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        var rules = answer.RootElement.GetProperty("findings").EnumerateArray().ToDictionary(finding => finding.GetProperty("reason").GetProperty("policy").GetString()!, finding => finding.GetProperty("reason").GetProperty("rule").GetString()!);
        return (answer.RootElement.GetProperty("bundle_id").GetString()!, rules["one"], rules["two"]);
    }

    private static async Task<string> BundleIdAsync(HttpClient local)
    {
        using var state = JsonDocument.Parse(await local.GetStringAsync(new Uri("/v1/bundle", UriKind.Relative)));
        return state.RootElement.GetProperty("bundle_id").GetString()!;
    }

    private static async Task<JsonElement> ErrorsAsync(HttpClient local, bool expected)
    {
        for (var look = 0; look < 600; look++)
        {
            using var state = JsonDocument.Parse(await local.GetStringAsync(new Uri("/v1/bundle", UriKind.Relative)));
            if (state.RootElement.GetProperty("errors").GetArrayLength() > 0 == expected) return state.RootElement.GetProperty("errors").Clone();
            await Task.Delay(100);
        }

        throw new TimeoutException("The server did not look at its files.");
    }

    private HttpClient LocalClient(Uri url) => new()
    {
        BaseAddress = url,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", ServerFile.TryRead(new DataDirectory(Data))!.Token) },
    };

    private void Write(int number)
    {
        Write("one", "true", $"r{number}");
        Write("two", "true", $"s{number}");
    }

    private void Write(string name, string when, string rule = "r")
    {
        Directory.CreateDirectory(Policies);
        var draft = _folder.File($"{name}.draft");
        File.WriteAllText(draft, $"name: {name}\nowner: us\nharm: some\ndirections: [input]\nrules: [{{name: {rule}, when: '{when}', then: flag}}]\nfallbacks:\n  input: {{timeout: hold, error: hold, overload: hold, uncertified: hold, missing_signal: hold, uncertain: hold}}\nexamples: {{must_match: [], must_not_match: []}}\n");
        File.Move(draft, Path.Combine(Policies, $"{name}.yaml"), overwrite: true);
    }
}
