using System.CommandLine;
using Custos.Providers.Onnx;
using Custos.Records;
using Custos.Train;

namespace Custos.App.Cli.Models;

/// <summary><c>custos model add</c>: a classifier from elsewhere, as an ONNX file with its tokenizer, becomes a model that policies can ask.</summary>
internal static class ModelAdd
{
    private static readonly Argument<string> Name = new("name") { Description = "What to call it: a folder of this name is made." };
    private static readonly Option<string> Onnx = new("--onnx") { Description = "The model as one ONNX file.", HelpName = "FILE", Required = true };
    private static readonly Option<string> Tokenizer = new("--tokenizer") { Description = "Its tokenizer.json, as Hugging Face's libraries write it: WordPiece, BPE or Unigram.", HelpName = "FILE", Required = true };
    private static readonly Option<string?> Config = new("--config") { Description = "Its config.json; unless said, the one beside the model, where there is one.", HelpName = "FILE" };
    private static readonly Option<string?> Labels = new("--labels") { Description = "The labels in the order of its output, separated by commas; unless said, those of config.json.", HelpName = "A,B" };
    private static readonly Option<string?> ActivationOption = new("--activation") { Description = "softmax: the labels exclude one another; sigmoid: each for itself. Unless said, by config.json.", HelpName = "softmax|sigmoid" };
    private static readonly Option<string> Join = new("--join") { Description = "The score of a text of several chunks: the highest of them, or their mean.", HelpName = "max|mean", DefaultValueFactory = _ => "max" };
    private static readonly Option<int?> MaxTokens = new("--max-tokens") { Description = "How many tokens it reads at once; unless said, by its files, or 512.", HelpName = "N" };
    private static readonly Option<int?> Overlap = new("--overlap") { Description = "How many tokens neighbouring chunks share; an eighth of a chunk unless said.", HelpName = "N" };
    private static readonly Option<int?> Batch = new("--batch") { Description = "How many chunks are scored together at most; 8 unless said, and 1 where scoring together would change a score.", HelpName = "N" };
    private static readonly Option<int> Threads = new("--threads") { Description = "Processor threads for one run.", HelpName = "N", DefaultValueFactory = _ => 1 };
    private static readonly Option<string?> Output = new("--output") { Description = "The output that holds the labels' log-odds; 'logits' or the only one unless said.", HelpName = "NAME" };
    private static readonly Option<string> Models = ModelVerb.Models();

    public static Command Command()
    {
        ActivationOption.AcceptOnlyFromAmong("softmax", "sigmoid");
        Join.AcceptOnlyFromAmong("max", "mean");
        var command = new Command("add", "Take up a classifier from elsewhere: an ONNX file with its tokenizer. It is tried, measured and copied.")
        {
            Name, Onnx, Tokenizer, Config, Labels, ActivationOption, Join, MaxTokens, Overlap, Batch, Threads, Output, Models,
        };
        command.SetAction((parsed, cancellationToken) => Task.Run(() => Run(parsed), cancellationToken));
        return command.WithExamples(
            "custos model add my-guard --onnx model.onnx --tokenizer tokenizer.json --labels safe,toxic --activation softmax",
            "custos model add my-guard --onnx export/model.onnx --tokenizer export/tokenizer.json --config export/config.json --json");
    }

    private static int Run(ParseResult parsed)
    {
        var terminal = CommandLine.TerminalOf(parsed);
        var name = parsed.GetValue(Name)!;
        if (name.AsSpan().IndexOfAny('/', '\\') >= 0 || name is "." or "..") throw new BadInputException($"'{name}' is no name of a folder.", "Give a name without slashes; --models says where the folder is made.", isUsage: true);
        var folder = Path.Combine(parsed.GetValue(Models)!, name);
        using (var place = ModelFolder.Prepare(folder))
        {
            BroughtOf(parsed).Write(place.Staging);
            place.Publish();
        }

        using var model = OnnxClassifier.Load(folder);
        ModelWords.Write(terminal, folder, model);
        return ExitCode.Done;
    }

    private static BroughtModel BroughtOf(ParseResult parsed) => new()
    {
        ModelPath = parsed.GetValue(Onnx)!,
        TokenizerPath = parsed.GetValue(Tokenizer)!,
        ConfigPath = parsed.GetValue(Config),
        Labels = [.. (parsed.GetValue(Labels) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
        Activation = parsed.GetValue(ActivationOption) is { } activation ? Enum.Parse<Activation>(activation, ignoreCase: true) : null,
        Join = Enum.Parse<ChunkJoin>(parsed.GetValue(Join)!, ignoreCase: true),
        MaxTokens = parsed.GetValue(MaxTokens),
        Overlap = parsed.GetValue(Overlap),
        MostTogether = parsed.GetValue(Batch),
        Threads = parsed.GetValue(Threads),
        Output = parsed.GetValue(Output),
    };
}
