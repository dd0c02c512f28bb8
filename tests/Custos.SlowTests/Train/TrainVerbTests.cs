using System.Text;
using System.Text.Json.Nodes;
using Custos.Learning;

namespace Custos.SlowTests.Train;

public sealed class TrainVerbTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task It_prints_one_json_document_and_leaves_the_model_with_its_report_card_and_split()
    {
        var data = Texts(1500);
        var ended = await CustosProgram.RunAsync("train", "--data", data, "--text", "text", "--labels", "scam,insult", "--group", "user_id", "--max-fpr", "0.05", "--out", folder.File("model"), "--json");

        ended.ExitCode.ShouldBeOneOf(0, 3);
        var report = JsonNode.Parse(ended.Output)!;
        ((int)report["groups"]!["overlap"]!).ShouldBe(0);
        TextClassifier.Load(folder.File("model")).Id.ShouldBe((string)report["model"]!);
        Directory.GetFiles(folder.File("model")).Select(Path.GetFileName).Order(StringComparer.Ordinal)
            .ShouldBe(["MODEL_CARD.md", "manifest.json", "model.bin", "report.html", "report.json", "split.csv"]);
        ended.Error.Split('\n').ShouldAllBe(line => line.Length <= 80 || line.Contains(folder.Path) || line.StartsWith("warning", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_target_that_so_few_texts_cannot_prove_ends_with_3_and_says_how_many_are_missing()
    {
        var ended = await CustosProgram.RunAsync("train", "--data", Texts(800), "--text", "text", "--labels", "scam", "--max-fpr", "0.0001", "--out", folder.File("model"));
        ended.ExitCode.ShouldBe(3);
        ended.Error.ShouldContain("NOT cert.");
        ended.Error.ShouldContain("more held-out texts without the label are needed");
        ended.Output.Trim().ShouldBe(TextClassifier.Load(folder.File("model")).Id);
    }

    [Theory]
    [InlineData("--labels", "scam")]
    [InlineData("--labels", "scam,insult", "--char-ngrams", "2-4", "--term-frequency", "logarithmic", "--penalty", "naive-bayes")]
    public async Task Neither_the_number_of_threads_nor_a_replayed_split_changes_the_model(params string[] options)
    {
        var data = Texts(800);
        string[] same = ["train", "--data", data, "--text", "text", "--group", "user_id", .. options];
        var one = await CustosProgram.RunAsync([.. same, "--threads", "1", "--out", folder.File("one")]);
        var two = await CustosProgram.RunAsync([.. same, "--threads", "2", "--out", folder.File("two")]);
        var replayed = await CustosProgram.RunAsync([.. same, "--split", folder.File("one/split.csv"), "--out", folder.File("replayed")]);
        two.Output.ShouldBe(one.Output);
        replayed.Output.ShouldBe(one.Output, replayed.Error);
    }

    [Theory]
    [InlineData("no-such.csv", 1, "The file does not exist.")]
    [InlineData("column", 2, "There is no column")]
    [InlineData("label", 1, "row 3")]
    [InlineData("one-class", 1, "")]
    [InlineData("one-group", 1, "")]
    [InlineData("empty", 1, "The file is empty.")]
    [InlineData("long-line", 1, "longer than")]
    [InlineData("not-utf8", 1, "UTF-8")]
    [InlineData("eight", 1, "--min-df")]
    [InlineData("not-json", 1, "row 2")]
    public async Task Bad_input_gets_a_plain_message_and_leaves_nothing_behind(string what, int exitCode, string says)
    {
        var file = Broken(what);
        var ended = await CustosProgram.RunAsync("train", "--data", file, "--text", what == "column" ? "txt" : "text", "--labels", "scam", "--group", "user_id", "--out", folder.File("model"));
        ended.ExitCode.ShouldBe(exitCode, ended.Error);
        var message = ended.Error.Split('\n').Where(line => line.StartsWith("custos:", StringComparison.Ordinal)).ShouldHaveSingleItem();
        message.ShouldContain(Path.GetFileName(file));
        message.ShouldContain(says);
        ended.Error.ShouldNotContain("   at ");
        ended.Output.ShouldBeEmpty();
        Directory.GetFileSystemEntries(folder.Path).ShouldAllBe(entry => entry == file);
    }

    [Fact]
    public async Task A_lexicon_is_learned_with_shown_by_explain_and_named_by_the_model_and_its_card()
    {
        var model = folder.File("model");
        var trained = await CustosProgram.RunAsync("train", "--data", Texts(800), "--text", "text", "--labels", "scam", "--lexicon", Lexicon("[prize, fee, free, unlock, pin]"), "--out", model);
        trained.ExitCode.ShouldBeOneOf(0, 3);
        (await File.ReadAllTextAsync(Path.Combine(model, "MODEL_CARD.md"))).ShouldContain("the lexicon fraud (SHA-256 `");

        var explained = await CustosProgram.RunAsync("explain", "--model", model, "--text", "reply with your pin to unlock a free cruise", "--json");
        explained.ExitCode.ShouldBe(0, explained.Error);
        explained.Output.ShouldContain("theme bait: how many different entries");
        (await CustosProgram.RunAsync("model", "show", model)).Error.ShouldContain("with 1 theme of the lexicon fraud");

        var exported = await CustosProgram.RunAsync("model", "export", model, "--out", folder.File("model.onnx"));
        exported.ExitCode.ShouldBe(2);
        exported.Error.ShouldContain("Train it without --lexicon");
        File.Exists(folder.File("model.onnx")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_lexicon_that_is_wrong_is_refused_with_its_line_and_nothing_is_written()
    {
        var ended = await CustosProgram.RunAsync("train", "--data", Texts(300), "--text", "text", "--labels", "scam", "--lexicon", Lexicon("[prize, '!']"), "--out", folder.File("model"));
        ended.ExitCode.ShouldBe(1);
        ended.Error.ShouldContain("lexicon.yaml:3:24: The entry has no word.");
        Directory.Exists(folder.File("model")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_folder_that_holds_something_else_is_left_alone()
    {
        var data = Texts(300);
        Directory.CreateDirectory(folder.File("mine"));
        folder.Write("mine/thesis.txt", "precious");
        var ended = await CustosProgram.RunAsync("train", "--data", data, "--text", "text", "--labels", "scam", "--out", folder.File("mine"));
        ended.ExitCode.ShouldBe(1);
        ended.Error.ShouldContain("no model's file");
        File.ReadAllText(folder.File("mine/thesis.txt")).ShouldBe("precious");
        Directory.GetFileSystemEntries(folder.Path).Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_full_disk_is_said_plainly()
    {
        // Linux's own always-full device.
        var ended = await CustosProgram.RunAsync("train", "--data", Texts(300), "--text", "text", "--labels", "scam", "--out", "/dev/full/model");
        ended.ExitCode.ShouldBe(1);
        ended.Error.ShouldContain("cannot be written");
    }

    private string Texts(int rows)
    {
        using var output = new StreamWriter(folder.File("texts.csv"));
        new Custos.App.Simulation.TextGenerator(1).WriteCsv(output, rows, harmShare: 0.4);
        return folder.File("texts.csv");
    }

    private string Lexicon(string entries) => folder.Write("lexicon.yaml", $"name: fraud\nabout: What scams speak of.\nthemes: {{bait: {entries}}}\n");

    private string Broken(string what)
    {
        const string header = "user_id,text,scam\n";
        string Rows(int rows, Func<int, string> user, Func<int, int> label) =>
            header + string.Concat(Enumerable.Range(0, rows).Select(row => $"{user(row)},some words here number{row % 7},{label(row)}\n"));
        switch (what)
        {
            case "no-such.csv": return folder.File(what);
            case "column": return folder.Write("column.csv", Rows(20, row => $"u{row}", row => row % 2));
            case "label": return folder.Write("label.csv", header + "u1,fine words,1\nu2,more words,2\n");
            case "one-class": return folder.Write("one-class.csv", Rows(100, row => $"u{row}", _ => 0));
            case "one-group": return folder.Write("one-group.csv", Rows(100, _ => "u", row => row % 2));
            case "empty": return folder.Write("empty.csv", "");
            case "long-line": return folder.Write("long-line.csv", header + "u1," + new string('a', 50_000_000) + ",1\n");
            case "eight": return folder.Write("eight.csv", header + string.Concat(Enumerable.Range(0, 8).Select(row => $"u{row},only{row},{row % 2}\n")));
            case "not-json": return folder.Write("not-json.jsonl", "{\"user_id\":\"u1\",\"text\":\"a\",\"scam\":1}\n{\"text\": oops\n");
            case "not-utf8":
                File.WriteAllBytes(folder.File("not-utf8.csv"), [.. Encoding.UTF8.GetBytes(header + "u1,"), 0xff, 0xfe, 0xfd, .. ",1\n"u8]);
                return folder.File("not-utf8.csv");
            default: throw new ArgumentOutOfRangeException(nameof(what));
        }
    }
}
