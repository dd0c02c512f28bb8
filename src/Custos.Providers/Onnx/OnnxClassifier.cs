using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Custos.Learning;
using Custos.Providers.Brought;
using Custos.Providers.Onnx.Graphs;
using Custos.Providers.Onnx.Runtime;
using Custos.Records;
using Custos.Text.TokenFiles;
using Custos.Text.Tokens;

namespace Custos.Providers.Onnx;

/// <summary>How does a model that a user brought, as an ONNX file with its tokenizer, score a text on each of its labels?</summary>
/// <remarks>
/// A text longer than the model reads is scored in overlapping chunks, whose scores are joined as the manifest says. Chunks of requests that
/// come together are scored together, where that changes no bit of a score on this processor. Thread-safe; every run is bounded in memory by
/// the greatest chunk. The same text, folder and processor give the same score, whatever it is scored with.
/// </remarks>
public sealed class OnnxClassifier : BroughtClassifier
{
    // How long a chunk waits for others to be scored with.
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(1);

    private readonly string _folder;
    private readonly ChunkModel _model;
    private readonly Tokenizer _tokenizer;
    private readonly ChunkQueue _queue;
    private readonly int _chunksAtOnce;

    private OnnxClassifier(string folder, OnnxFolder read, ChunkModel model, Tokenizer tokenizer)
        : base("onnx", read.Id, read.Manifest.Labels)
    {
        _folder = folder;
        _model = model;
        _tokenizer = tokenizer;
        Settings = read.Manifest.Settings;
        MostTogether = Settings.MostTogether > 1 && TogetherCheck.IsExact(model, Settings, tokenizer.Size) ? Settings.MostTogether : 1;
        var runs = Math.Max(1, Environment.ProcessorCount / Settings.Threads);
        _queue = new ChunkQueue(model.Run, runs, MostTogether, Budget, TimeProvider.System);
        _chunksAtOnce = Math.Max(runs, _queue.MostOf(Settings.MaxTokens));
    }

    public override bool ReadsTextAlone => true;

    public override ImmutableArray<string> Warnings => Speed is null ? [] : Speed.WarningsFor(Name);

    public OnnxSettings Settings { get; }

    /// <summary>How many chunks are scored together here; 1 where it was set so, or where this processor's rounding differs by how many there are.</summary>
    public int MostTogether { get; }

    /// <summary>How long it takes, as it was measured when it was loaded; null where it was not.</summary>
    public ModelSpeed? Speed { get; private set; }

    /// <summary>Does such a model stand in a folder?</summary>
    public static bool IsIn(string folder) => Path.Combine(folder, OnnxFolder.ManifestName) is var manifest && File.Exists(manifest) && OnnxManifest.IsOne(OnnxFolder.ReadFile(manifest));

    /// <summary>What does a folder's manifest say it is, without the model being loaded?</summary>
    /// <exception cref="BadInputException">There is none, or it was changed.</exception>
    public static (string Id, IReadOnlyList<ScoreLabel> Labels) Look(string folder)
    {
        var (manifest, id) = OnnxFolder.ReadManifest(folder);
        return (id, manifest.Labels);
    }

    /// <summary>Loads the model of a folder, and lets it score until it is warm.</summary>
    /// <param name="folder">As <c>custos model add</c> writes it.</param>
    /// <param name="measure">Is it to be measured, too? That takes about two seconds.</param>
    /// <exception cref="BadInputException">The folder holds no such model or a damaged one, the native library is missing, or the model fails on a plain text.</exception>
    public static OnnxClassifier Load(string folder, bool measure = true)
    {
        var read = OnnxFolder.Read(folder);
        var place = Path.Combine(folder, OnnxFolder.ModelName);
        if (OutsideWeights.Any(read.Model)) throw WeightsElsewhere(place);
        var tokenizer = TokenizerFile.Read(new MemoryStream(read.Tokenizer), Path.Combine(folder, OnnxFolder.TokenizerName));
        var model = ChunkModel.Open(read.Model, place, read.Manifest.Settings.Threads, read.Manifest.Settings.Output, read.Manifest.Settings.PadId);
        OnnxClassifier? classifier = null;
        try
        {
            classifier = new OnnxClassifier(folder, read, model, tokenizer);
            classifier.Rehearse(place);
            if (measure) classifier.Speed = ModelSpeed.Of(text => classifier.ReadAsync(text, CancellationToken.None), tokenizer, classifier.Settings.MaxTokens, TimeProvider.System);
            return classifier;
        }
        catch (Exception failed)
        {
            if (classifier is null) model.Dispose();
            else classifier.Dispose();
            if (failed is not OnnxRuntimeException) throw;
            throw new BadInputException("The model fails on a plain text.", $"Give the tokenizer and the settings it was exported with; ONNX Runtime said: {failed.Message}", place, innerException: failed);
        }
    }

    public override string WriteCertified(string to, IReadOnlyList<ScoreLabel> labels, JsonObject measured)
    {
        var read = OnnxFolder.Read(_folder);
        ScoreLabel[] all = [.. read.Manifest.Labels.Select(label => labels.FirstOrDefault(other => other.Name == label.Name) ?? label)];
        return OnnxFolder.Write(to, read.Manifest with { Labels = all, Measured = measured }, read.Model, read.Tokenizer);
    }

    public override async Task<IReadOnlyList<double[]>> DecideAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var all = new double[texts.Count][];
        for (var i = 0; i < all.Length; i++)
        {
            try
            {
                all[i] = await ReadAsync(texts[i], cancellationToken);
            }
            catch (OnnxRuntimeException failed)
            {
                throw new InvalidOperationException($"The model failed: {failed.Message}", failed);
            }

            if (!all[i].All(double.IsFinite)) throw new InvalidOperationException("The model answered with something that is no number.");
        }

        return all;
    }

    public override void Dispose()
    {
        _queue.Dispose();
        _model.Dispose();
    }

    internal static BadInputException WeightsElsewhere(string place) =>
        new("The model keeps weights in other files, which nothing would check.", "Save it as one file (in Python: onnx.save(onnx.load(path), path) without external data).", place);

    private async Task<double[]> ReadAsync(string text, CancellationToken cancellationToken)
    {
        using var visit = _queue.Enter();
        var decisions = new List<double[]>();
        var tokens = new List<int>();

        // As many of one text at a time as are scored at once: a long text does not keep a short one waiting behind all of it.
        foreach (var together in TextChunk.Of(_tokenizer.Encode(text), Settings.MaxTokens, Settings.Overlap).Chunk(_chunksAtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var answers = await Task.WhenAll(together.Select(chunk => _queue.ScoreAsync(OfSomething(chunk), LengthOf(chunk), cancellationToken)));
            decisions.AddRange(answers.Select(answer => LogOdds.Of(answer, Settings.Activation)));
            tokens.AddRange(together.Select(chunk => chunk.TextTokens));
        }

        return LogOdds.Join(decisions, tokens, Settings.Join);
    }

    // A model reads at least one token, and the empty text of a tokenizer without a frame has none.
    private TextChunk OfSomething(TextChunk chunk) => chunk.Ids.Length > 0 ? chunk : new TextChunk([Settings.PadId], [0], 0);

    private int LengthOf(TextChunk chunk) =>
        _model.FixedTokens ?? (Settings.MostTogether > 1 ? ChunkLengths.Of(Math.Max(1, chunk.Ids.Length), Settings.MaxTokens) : Math.Max(1, chunk.Ids.Length));

    private void Rehearse(string place)
    {
        var chunk = OfSomething(TextChunk.Of(_tokenizer.Encode("What is the weather like today?"), Settings.MaxTokens, Settings.Overlap).First());
        var answer = _model.Run([chunk], LengthOf(chunk));
        if (answer[0].Length != ScoreLabels.Length)
        {
            throw new BadInputException(string.Create(CultureInfo.InvariantCulture, $"The model answers with {answer[0].Length} numbers a text, and the manifest names {ScoreLabels.Length} labels."), "Add the model again with its labels.", place);
        }
    }
}
