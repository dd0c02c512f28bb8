using System.Text;
using Custos.Ingest.Otlp;
using Custos.Records.Telemetry;

namespace Custos.Ingest.Rows;

/// <summary>What is a row called, so that the same row sent again is known?</summary>
internal static class RowId
{
    /// <summary>Where all rows of OTLP come from.</summary>
    public const string Source = "otlp";

    private const int KeyBytes = 32 + 1 + 16;

    /// <summary>A span's identifier, and what its sender calls it: trace and span in hexadecimal, with a colon between them.</summary>
    /// <param name="request">The whole request.</param>
    /// <param name="trace">16 bytes.</param>
    /// <param name="span">8 bytes.</param>
    /// <param name="at">When it began.</param>
    public static (Guid Id, string Key) OfSpan(ReadOnlySpan<byte> request, Slice trace, Slice span, DateTimeOffset at)
    {
        Span<byte> named = stackalloc byte[5 + KeyBytes];
        "otlp\0"u8.CopyTo(named);
        Convert.TryToHexStringLower(trace.Of(request), named[5..], out _);
        named[5 + 32] = (byte)':';
        Convert.TryToHexStringLower(span.Of(request), named[(5 + 33)..], out _);
        return (TelemetryId.Of(at, named), Encoding.ASCII.GetString(named[5..]));
    }

    /// <summary>The identifier of what has no name of its own: it hangs on everything that is said of it.</summary>
    public static Guid OfContent(DateTimeOffset at, params ReadOnlySpan<string?> said) => TelemetryId.Of(at, Source, string.Join('\u0001', said));

    /// <summary>In hexadecimal; null for an identifier that is not there.</summary>
    public static string? Text(ReadOnlySpan<byte> request, Slice id) => id.Length > 0 && id.Of(request).ContainsAnyExcept((byte)0) ? Convert.ToHexStringLower(id.Of(request)) : null;
}
