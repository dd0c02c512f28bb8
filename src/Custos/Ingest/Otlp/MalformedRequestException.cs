namespace Custos.Ingest.Otlp;

/// <summary>The bytes of a request are not what OTLP writes.</summary>
/// <param name="problem">What is wrong, as a sentence; it never quotes content.</param>
/// <param name="position">The byte at which it shows, from 0, in the request as it was after decompression.</param>
public sealed class MalformedRequestException(string problem, long position)
    : Exception(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Byte {position}: {problem}"))
{
    public string Problem { get; } = problem;

    public long Position { get; } = position;

    /// <summary>Is it only too large? In smaller requests it can be taken.</summary>
    public bool IsTooLarge { get; init; }
}
