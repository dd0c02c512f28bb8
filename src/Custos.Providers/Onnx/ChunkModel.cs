using System.Globalization;
using Custos.Providers.Onnx.Runtime;
using Custos.Records;

namespace Custos.Providers.Onnx;

/// <summary>What are a model's answers for some chunks? One row of numbers each, a number for each label.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ChunkModel : IDisposable
{
    private const string Ids = "input_ids";
    private const string Mask = "attention_mask";
    private const string Types = "token_type_ids";

    private readonly ModelSession _session;
    private readonly int _padId;
    private readonly string _output;

    private ChunkModel(ModelSession session, string output, int padId)
    {
        _session = session;
        _output = output;
        _padId = padId;
    }

    /// <summary>Can chunks be scored together? Only where the model takes several, and can be told what they are filled up with.</summary>
    public bool TakesSeveral => _session.Inputs.Any(input => input.Name == Mask) && _session.Inputs.All(input => input.Shape[0] < 0);

    /// <summary>The one length that the graph takes; null where it takes any.</summary>
    public int? FixedTokens => _session.Inputs.First(input => input.Name == Ids).Shape[1] is > 0 and var fixedTo ? (int)fixedTo : null;

    /// <summary>Opens a model and sees that it is one that classifies texts.</summary>
    /// <param name="model">The bytes of the file.</param>
    /// <param name="place">What messages call it.</param>
    /// <param name="threads">As many as one run may use.</param>
    /// <param name="output">The output with the labels' log-odds; null to know it by its name or by being the only one of its shape.</param>
    /// <param name="padId">What chunks are filled up with.</param>
    /// <exception cref="BadInputException">It is no model, or it takes or answers something else.</exception>
    public static ChunkModel Open(ReadOnlySpan<byte> model, string place, int threads, string? output, int padId)
    {
        ModelSession session;
        try
        {
            session = ModelSession.Open(model, threads);
        }
        catch (OnnxRuntimeException refused)
        {
            throw new BadInputException("ONNX Runtime cannot load the model.", $"Export it again, to an operator set that ONNX Runtime {RuntimeLibrary.Version} knows; it said: {refused.Message}", place, innerException: refused);
        }

        try
        {
            CheckInputs(session, place);
            return new ChunkModel(session, OutputOf(session, output, place), padId);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>The output that is read.</summary>
    public string Output => _output;

    /// <summary>Scores chunks together, each filled up to the length.</summary>
    /// <param name="chunks">At least one, none longer than the length.</param>
    /// <param name="length">In tokens.</param>
    /// <param name="stop">Ends the run early; null where nothing does.</param>
    /// <returns>A row for each chunk.</returns>
    /// <exception cref="OnnxRuntimeException">The model failed, or its answer has another shape.</exception>
    public double[][] Run(IReadOnlyList<TextChunk> chunks, int length, RunStop? stop = null)
    {
        var inputs = _session.Inputs.Select(input => (input.Name, Tensor.OfIntegers(input.Type, Fill(input.Name, chunks, length), chunks.Count, length))).ToList();
        var answer = _session.Run(inputs, _output, stop);
        if (answer.Shape.Length != 2 || answer.Shape[0] != chunks.Count)
        {
            throw new OnnxRuntimeException(string.Create(CultureInfo.InvariantCulture, $"The output {_output} has the shape [{string.Join(", ", answer.Shape)}] for {chunks.Count} texts, not a row for each."));
        }

        return [.. answer.ToDoubles().Chunk((int)answer.Shape[1])];
    }

    public void Dispose() => _session.Dispose();

    private long[] Fill(string input, IReadOnlyList<TextChunk> chunks, int length)
    {
        var values = new long[chunks.Count * length];
        for (var row = 0; row < chunks.Count; row++)
        {
            var own = values.AsSpan(row * length, length);
            var chunk = chunks[row];
            switch (input)
            {
                case Ids:
                    chunk.Ids.CopyTo(own);
                    own[chunk.Ids.Length..].Fill(_padId);
                    break;
                case Types:
                    chunk.Types.CopyTo(own);
                    break;
                default:
                    own[..chunk.Ids.Length].Fill(1);
                    break;
            }
        }

        return values;
    }

    private static void CheckInputs(ModelSession session, string place)
    {
        var unknown = session.Inputs.Where(input => input.Name is not (Ids or Mask or Types) || input.Type is not (ElementType.Int64 or ElementType.Int32) || input.Shape.Length != 2).ToList();
        if (unknown.Count > 0 || session.Inputs.All(input => input.Name != Ids))
        {
            throw new BadInputException(
                $"The model takes {List(session.Inputs)}, which is not what a classifier of tokens takes.",
                $"Export one that takes {Ids} and, where it needs them, {Mask} and {Types}: whole numbers, texts by tokens.", place);
        }

        if (session.Inputs.FirstOrDefault(input => input.Shape[0] > 1) is { } several)
        {
            throw new BadInputException($"The model takes exactly {several.Shape[0]} texts at once.", "Export it for any number of texts, or for one.", place);
        }

        if (session.Inputs.FirstOrDefault(input => input.Shape[1] > 0) is not null && session.Inputs.All(input => input.Name != Mask))
        {
            throw new BadInputException($"The model takes texts of one length only and no {Mask}, so that shorter ones cannot be told to it.", "Export it for texts of any length.", place);
        }
    }

    private static string OutputOf(ModelSession session, string? named, string place)
    {
        var rows = session.Outputs.Where(output => output is { Shape.Length: 2, Type: ElementType.Float or ElementType.Float16 or ElementType.Double }).ToList();
        var chosen = named is not null ? rows.FirstOrDefault(output => output.Name == named)
            : rows.FirstOrDefault(output => output.Name == "logits") ?? (rows.Count == 1 ? rows[0] : null);
        return chosen?.Name ?? throw new BadInputException(
            named is null ? $"It cannot be told which of {List(session.Outputs)} holds a number for each label." : $"There is no output '{named}' with a number for each label; the model answers {List(session.Outputs)}.",
            "Name the one that holds the labels' log-odds with --output.", place);
    }

    private static string List(IReadOnlyList<ModelPort> ports) => ports.Count == 0 ? "nothing" : string.Join(", ", ports);
}
