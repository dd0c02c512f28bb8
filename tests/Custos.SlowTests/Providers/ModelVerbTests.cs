using System.Net.Http.Json;
using System.Text.Json;
using Custos.Providers.Onnx.Runtime;
using Custos.Tests.House;
using Custos.Tests.Providers.Onnx;

namespace Custos.SlowTests.Providers;

public sealed class ModelVerbTests
{
    [OnnxRuntimeFact]
    public async Task A_model_that_was_brought_is_listed_shown_asked_by_a_policy_and_named_by_its_bundle()
    {
        using var folder = new TemporaryFolder();
        using var some = new SomeModels();
        var brought = some.Bring();
        var models = folder.File("models");

        var added = await CustosProgram.RunAsync("model", "add", "guard", "--onnx", brought.ModelPath, "--tokenizer", brought.TokenizerPath, "--labels", "calm,rude,vile", "--activation", "softmax", "--models", models, "--json");
        added.ExitCode.ShouldBe(0, added.Error);
        var model = JsonDocument.Parse(added.Output).RootElement;
        model.GetProperty("speed").GetArrayLength().ShouldBeGreaterThan(0);
        var id = model.GetProperty("id").GetString()!;

        var listed = await CustosProgram.RunAsync("model", "list", "--models", models);
        listed.Output.ShouldContain("calm, rude, vile");
        listed.Output.ShouldContain(id[..12]);
        var shown = await CustosProgram.RunAsync("model", "show", Path.Combine(models, "guard"));
        shown.Output.Trim().ShouldBe(id);
        shown.Error.ShouldContain("not certified");

        folder.Write("rude.yaml", """
            name: rude
            owner: tests
            harm: Rudeness.
            directions: [input]
            rules:
              - name: rude
                when: score("rude") >= 0.0
                then: block
            fallbacks:
              input: {timeout: hold, error: hold, overload: hold, uncertified: hold, missing_signal: hold, uncertain: hold}
            examples: {must_match: [], must_not_match: []}
            """);
        await using var server = await CustosProgram.ServeAsync("--policies", folder.Path, "--model", Path.Combine(models, "guard"), "--data-dir", folder.File("data"));
        using var client = new HttpClient { BaseAddress = server.Url };
        using var response = await client.PostAsJsonAsync(new Uri("/v1/decisions", UriKind.Relative), new { content = "you fools", deadline_ms = 20_000 });
        var decision = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

        decision.GetProperty("verdict").GetString().ShouldBe("block");
        decision.GetProperty("buckets").GetRawText().ShouldContain("rude");
    }

    [Fact]
    public async Task Without_the_library_the_command_that_fetches_it_is_named()
    {
        using var folder = new TemporaryFolder();
        using var some = new SomeModels();
        var brought = some.Bring();

        // A user without a home, and no folder named: the library is nowhere.
        var nowhere = new Dictionary<string, string> { [RuntimeLibrary.FolderVariable] = "", ["HOME"] = folder.Path, ["XDG_DATA_HOME"] = folder.Path, ["DOTNET_CLI_HOME"] = folder.Path };
        var ended = await CustosProgram.RunAsync(["model", "add", "guard", "--onnx", brought.ModelPath, "--tokenizer", brought.TokenizerPath, "--labels", "calm,rude,vile", "--activation", "softmax", "--models", folder.File("models")], nowhere, input: null);

        ended.ExitCode.ShouldBe(1);
        ended.Error.ShouldContain("./custos setup onnx");
    }

    [Fact]
    public async Task A_trained_classifier_is_written_for_other_programs_with_its_columns()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("model.onnx");

        var ended = await CustosProgram.RunAsync("model", "export", await Gate.SmallModel.FolderAsync(), "--out", path, "--json");

        ended.ExitCode.ShouldBe(0, ended.Error);
        new FileInfo(path).Length.ShouldBeGreaterThan(1000);
        var columns = JsonDocument.Parse(await File.ReadAllTextAsync(path + ".columns.json")).RootElement;
        columns.GetProperty("columns").GetArrayLength().ShouldBeGreaterThanOrEqualTo(columns.GetProperty("word_columns").GetInt32());
    }
}
