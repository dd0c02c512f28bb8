using System.CommandLine;
using Custos.Providers.Brought;
using Custos.Providers.Http;
using Custos.Providers.Onnx;
using Custos.Records;
using Custos.Train;

namespace Custos.App.Cli.Models;

/// <summary><c>custos model add</c>: a classifier from elsewhere, as an ONNX file with its tokenizer, becomes a model that policies can ask.</summary>
internal static class ModelAdd
{
    private static readonly Argument<string> Name = new("name") { Description = "What to call it: a folder of this name is made." };
    private static readonly Option<string?> Onnx = new("--onnx") { Description = "The model as one ONNX file.", HelpName = "FILE" };
    private static readonly Option<string?> Tokenizer = new("--tokenizer") { Description = "Its tokenizer.json, as Hugging Face's libraries write it: WordPiece, BPE or Unigram.", HelpName = "FILE" };
    private static readonly Option<string?> Config = new("--config") { Description = "Its config.json; unless said, the one beside the model, where there is one.", HelpName = "FILE" };
    private static readonly Option<string?> Labels = new("--labels") { Description = "The labels in the order of its output, separated by commas; unless said, those of config.json.", HelpName = "A,B" };
    private static readonly Option<string?> ActivationOption = new("--activation") { Description = "softmax: the labels exclude one another; sigmoid: each for itself. Unless said, by config.json.", HelpName = "softmax|sigmoid" };
    private static readonly Option<string> Join = new("--join") { Description = "The score of a text of several chunks: the highest of them, or their mean.", HelpName = "max|mean", DefaultValueFactory = _ => "max" };
    private static readonly Option<int?> MaxTokens = new("--max-tokens") { Description = "How many tokens it reads at once; unless said, by its files, or 512.", HelpName = "N" };
    private static readonly Option<int?> Overlap = new("--overlap") { Description = "How many tokens neighbouring chunks share; an eighth of a chunk unless said.", HelpName = "N" };
    private static readonly Option<int?> Batch = new("--batch") { Description = "How many chunks are scored together at most; 8 unless said, and 1 where scoring together would change a score.", HelpName = "N" };
    private static readonly Option<int> Threads = new("--threads") { Description = "Processor threads for one run.", HelpName = "N", DefaultValueFactory = _ => 1 };
    private static readonly Option<string?> Output = new("--output") { Description = "The output that holds the labels' log-odds; 'logits' or the only one unless said.", HelpName = "NAME" };
    private static readonly Option<string?> Url = new("--url") { Description = "Instead of files: the address of a server that answers OpenAI's moderation format.", HelpName = "URL" };
    private static readonly Option<string?> ModelOption = new("--ask-for") { Description = "The model to ask for at --url.", HelpName = "NAME" };
    private static readonly Option<string?> KeyVariable = new("--key-env") { Description = "The environment variable that holds the key for --url; the key itself is written nowhere.", HelpName = "NAME" };
    private static readonly Option<string> Models = ModelVerb.Models();

    public static Command Command()
    {
        ActivationOption.AcceptOnlyFromAmong("softmax", "sigmoid");
        Join.AcceptOnlyFromAmong("max", "mean");
        var command = new Command("add", "Take up a classifier from elsewhere: an ONNX file with its tokenizer, which is tried, measured and copied; or the address of one.")
        {
            Name, Onnx, Tokenizer, Config, Labels, ActivationOption, Join, MaxTokens, Overlap, Batch, Threads, Output, Url, ModelOption, KeyVariable, Models,
        };
        command.SetAction((parsed, cancellationToken) => Task.Run(() => RunAsync(parsed, cancellationToken), cancellationToken));
        return command.WithExamples(
            "custos model add my-guard --onnx model.onnx --tokenizer tokenizer.json --labels safe,toxic --activation softmax",
            "custos model add their-guard --url http://127.0.0.1:9000/v1/moderations --labels hate,violence",
            "custos model add my-guard --onnx export/model.onnx --tokenizer export/tokenizer.json --config export/config.json --json");
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = CommandLine.TerminalOf(parsed);
        var name = parsed.GetValue(Name)!;
        if (name.AsSpan().IndexOfAny('/', '\\') >= 0 || name is "." or "..") throw new BadInputException($"'{name}' is no name of a folder.", "Give a name without slashes; --models says where the folder is made.", isUsage: true);
        var folder = Path.Combine(parsed.GetValue(Models)!, name);
        using (var place = ModelFolder.Prepare(folder))
        {
            if (UrlOf(parsed) is { } url) await HttpClassifier.AddAsync(place.Staging, url, parsed.GetValue(ModelOption), parsed.GetValue(KeyVariable), LabelsOf(parsed), cancellationToken);
            else BroughtOf(parsed).Write(place.Staging);
            place.Publish();
        }

        using var model = BroughtFolder.Load(folder);
        ModelWords.Write(terminal, folder, model);
        return ExitCode.Done;
    }

    private static string[] LabelsOf(ParseResult parsed) => (parsed.GetValue(Labels) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static Uri? UrlOf(ParseResult parsed)
    {
        if (parsed.GetValue(Url) is not { } text) return null;
        if (parsed.GetValue(Onnx) is not null) throw new BadInputException("A model is either a file or behind an address.", "Give --onnx or --url.", isUsage: true);
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0
            ? url
            : throw new BadInputException($"'{text}' is no address.", "Give one like http://127.0.0.1:9000/v1/moderations; keys come from --key-env.", isUsage: true);
    }

    private static BroughtModel BroughtOf(ParseResult parsed) => new()
    {
        ModelPath = parsed.GetValue(Onnx) ?? throw new BadInputException("It is not said where the model is.", "Give --onnx with --tokenizer, or --url.", isUsage: true),
        TokenizerPath = parsed.GetValue(Tokenizer) ?? throw new BadInputException("The model's tokenizer is not given.", "Give its tokenizer.json with --tokenizer.", isUsage: true),
        ConfigPath = parsed.GetValue(Config),
        Labels = [.. LabelsOf(parsed)],
        Activation = parsed.GetValue(ActivationOption) is { } activation ? Enum.Parse<Activation>(activation, ignoreCase: true) : null,
        Join = Enum.Parse<ChunkJoin>(parsed.GetValue(Join)!, ignoreCase: true),
        MaxTokens = parsed.GetValue(MaxTokens),
        Overlap = parsed.GetValue(Overlap),
        MostTogether = parsed.GetValue(Batch),
        Threads = parsed.GetValue(Threads),
        Output = parsed.GetValue(Output),
    };
}
