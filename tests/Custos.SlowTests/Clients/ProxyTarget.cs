using System.Text.Json;

namespace Custos.SlowTests.Clients;

/// <summary>Through <c>custos serve --upstream</c>, in a process of its own, by a policy that finds nothing in what is said here.</summary>
public class ProxyTarget : ClientTarget
{
    /// <summary>What a client reads in the place of what is stopped.</summary>
    internal const string Message = "We do not talk about that.";

    private const string KeyVariable = "CUSTOS_TEST_UPSTREAM_KEY";

    private const string Policy = """
        name: fruit
        owner: tests@example.org
        harm: Somebody is told of the forbidden fruit.
        directions: [input, output, tool_call]
        message: We do not talk about that.
        lists: {words: ["forbidden fruit", "ass"]}
        rules:
          - {name: words, when: 'phrase("words")', then: block}
        fallbacks:
          input: {timeout: hold, error: hold, overload: hold, uncertified: hold, missing_signal: hold, uncertain: hold}
          output: {timeout: hold, error: hold, overload: hold, uncertified: hold, missing_signal: hold, uncertain: hold}
          tool_call: {timeout: hold, error: hold, overload: hold, uncertified: hold, missing_signal: hold, uncertain: hold}
        examples:
          must_match: [the forbidden fruit]
          must_not_match: [an apple]
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("custos-test-").FullName;
    private RunningServer? _server;
    private string _key = "";

    public sealed override string Key => _key;

    internal RunningServer Server => _server!;

    /// <summary>Where it keeps its record.</summary>
    internal string DataDirectory => Path.Combine(_folder, "data");

    private protected virtual string Durability => "async";

    /// <summary>Further words of the command line.</summary>
    private protected virtual IReadOnlyList<string> Arguments => [];

    protected sealed override async Task<Uri> StartAsync(Uri upstream)
    {
        var policies = Directory.CreateDirectory(Path.Combine(_folder, "policies")).FullName;
        await File.WriteAllTextAsync(Path.Combine(policies, "fruit.yaml"), Policy);
        var created = await CustosProgram.RunAsync("key", "create", "--name", "test", "--data-dir", DataDirectory, "--json");
        created.ExitCode.ShouldBe(0, created.Error);
        _key = JsonDocument.Parse(created.Output).RootElement.GetProperty("key").GetString()!;
        _server = await CustosProgram.ServeAsync(
            ["--policies", policies, "--data-dir", DataDirectory, "--durability", Durability, "--deadline", "30000",
                "--upstream", upstream.ToString(), "--upstream-key", $"openai={KeyVariable}", "--upstream-key", $"anthropic={KeyVariable}", .. Arguments],
            new Dictionary<string, string> { [KeyVariable] = UpstreamKey });
        return _server.Url;
    }

    protected sealed override async Task StopAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
