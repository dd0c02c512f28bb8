using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Custos.Learning;
using Custos.Providers.Onnx.Graphs;
using Custos.Providers.Onnx.Runtime;
using Custos.Records;
using Custos.Text.TokenFiles;

namespace Custos.Providers.Onnx;

/// <summary>Which files does a user bring, and what do they say of how the model is to be asked? What is not said is taken from the files beside the model.</summary>
public sealed record BroughtModel
{
    private const int UsualMaxTokens = 512;
    private const int UsualTogether = 8;
    private const double UsualThreshold = 0.5;

    /// <summary>The ONNX file.</summary>
    public required string ModelPath { get; init; }

    /// <summary>Hugging Face's tokenizer.json.</summary>
    public required string TokenizerPath { get; init; }

    /// <summary>Hugging Face's config.json; null to look for one beside the model.</summary>
    public string? ConfigPath { get; init; }

    /// <summary>The labels in the order of the output; empty for those of config.json.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>Null for what config.json says of the kind of problem.</summary>
    public Activation? Activation { get; init; }

    public ChunkJoin Join { get; init; } = ChunkJoin.Max;

    /// <summary>Of a chunk, those of the frame included; null for what the files say, or 512.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Of neighbouring chunks; null for an eighth of a chunk.</summary>
    public int? Overlap { get; init; }

    /// <summary>How many chunks may be scored together; null for eight where that changes no score.</summary>
    public int? MostTogether { get; init; }

    public int Threads { get; init; } = 1;

    /// <summary>The output with the labels' log-odds; null for <c>logits</c>, or the only one.</summary>
    public string? Output { get; init; }

    /// <summary>Sees that model, tokenizer and labels fit one another, and writes them into a folder.</summary>
    /// <returns>The id.</returns>
    /// <exception cref="BadInputException">They do not; the message says why.</exception>
    /// <remarks>
    /// <list type="number">
    /// <item>Read the files.</item>
    /// <item>Open the model, and see what it takes.</item>
    /// <item>Settle lengths and labels from what was said, and from what the files say.</item>
    /// <item>Score the greatest token and a plain one: the answer has a number for each label.</item>
    /// <item>See whether chunks can be scored together.</item>
    /// <item>Write.</item>
    /// </list>
    /// </remarks>
    public string Write(string folder)
    {
        // 1.
        var model = OnnxFolder.ReadFile(ModelPath);
        var tokenizerBytes = OnnxFolder.ReadFile(TokenizerPath);
        if (OutsideWeights.Any(model)) throw OnnxClassifier.WeightsElsewhere(ModelPath);
        var tokenizer = TokenizerFile.Read(new MemoryStream(tokenizerBytes), TokenizerPath);
        var config = ModelConfig.Read(ConfigPath ?? BesideTheModel(), tokenizerBytes, TokenizerPath);
        Require(Threads is >= 1 and <= 256, "The number of threads is from 1 to 256.");
        Require(MostTogether is null or (>= 1 and <= 256), "The number of chunks that are scored together is from 1 to 256.");

        // 2.
        var padId = config.PadId ?? PadTokens.Select(tokenizer.IdOf).FirstOrDefault(id => id is not null) ?? 0;
        using var opened = ChunkModel.Open(model, ModelPath, Threads, Output, padId);

        // 3.
        var maxTokens = opened.FixedTokens ?? MaxTokens ?? config.MaxTokens ?? UsualMaxTokens;
        Require(maxTokens is >= 8 and <= 1 << 20, "A chunk has at least 8 tokens.");
        var overlap = Overlap ?? maxTokens / 8;
        var frame = tokenizer.Encode("").Length;
        Require(overlap >= 0 && overlap < maxTokens - frame, string.Create(CultureInfo.InvariantCulture, $"Chunks of {maxTokens} tokens, of which the tokenizer adds {frame}, cannot overlap by {overlap}."));
        var labels = Labels.IsEmpty ? config.Labels : Labels;
        var settings = new OnnxSettings
        {
            Activation = ActivationOf(labels, config), Join = Join, MaxTokens = maxTokens, Overlap = overlap, PadId = padId, Threads = Threads, Output = opened.Output,
        };

        // 4.
        CheckAnswer(opened, settings, labels, tokenizer.Size);

        // 5.
        var together = settings with { MostTogether = opened.TakesSeveral ? MostTogether ?? UsualTogether : 1 };
        if (together.MostTogether > 1 && !TogetherCheck.IsExact(opened, together, tokenizer.Size)) together = settings;

        // 6.
        ScoreLabel[] known = [.. labels.Select(label => new ScoreLabel { Name = label, Calibration = ScoreLabel.AsItIs, Threshold = UsualThreshold })];
        var manifest = new OnnxManifest(Digest(model), Digest(tokenizerBytes), together, known, new JsonObject());
        return OnnxFolder.Write(folder, manifest, model, tokenizerBytes);
    }

    private static string[] PadTokens { get; } = ["[PAD]", "<pad>", "<|pad|>", "<|endoftext|>"];

    private string? BesideTheModel() => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(ModelPath))!, "config.json") is var config && File.Exists(config) ? config : null;

    private Activation ActivationOf(ImmutableArray<string> labels, ModelConfig config)
    {
        if (labels.IsEmpty) throw new BadInputException("It is not said which labels the model scores.", "Name them in the order of its output with --labels, or give its config.json with --config.", ModelPath, isUsage: true);
        if (labels.Any(string.IsNullOrWhiteSpace) || labels.Distinct(StringComparer.Ordinal).Count() != labels.Length) throw new BadInputException("Two labels bear one name, or one bears none.", "Name each label once with --labels.", ModelPath, isUsage: true);
        var activation = Activation ?? config.Activation ?? (labels.Length == 1 ? Onnx.Activation.Sigmoid : (Activation?)null)
            ?? throw new BadInputException("It is not said whether the labels exclude one another.", "Say --activation softmax where they do, and --activation sigmoid where each stands for itself.", ModelPath, isUsage: true);
        return activation == Onnx.Activation.Softmax && labels.Length == 1
            ? throw new BadInputException("With softmax a single label always has the probability 1.", "Say --activation sigmoid, or name all labels of the model.", ModelPath, isUsage: true)
            : activation;
    }

    private void CheckAnswer(ChunkModel model, OnnxSettings settings, ImmutableArray<string> labels, int tokens)
    {
        try
        {
            var answer = model.Run([new TextChunk([0, tokens - 1], [0, 0], 2)], model.FixedTokens ?? 2)[0];
            Require(answer.Length == labels.Length, string.Create(CultureInfo.InvariantCulture, $"The model answers with {answer.Length} numbers a text, and there are {labels.Length} labels: {string.Join(", ", labels)}."));
            var longest = new long[settings.MaxTokens];
            model.Run([new TextChunk(longest, new long[longest.Length], longest.Length)], longest.Length);
        }
        catch (OnnxRuntimeException failed)
        {
            throw new BadInputException(
                string.Create(CultureInfo.InvariantCulture, $"The model fails on the tokenizer's greatest token, {tokens - 1}, or on {settings.MaxTokens} tokens."),
                $"Give the tokenizer that belongs to the model, and with --max-tokens as many as it reads; ONNX Runtime said: {failed.Message}", ModelPath, innerException: failed);
        }
    }

    private void Require(bool holds, string problem)
    {
        if (!holds) throw new BadInputException(problem, "Give other numbers or labels.", ModelPath, isUsage: true);
    }

    private static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
