using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Custos.Ingest.Otlp;

/// <summary>What does a sender get back? In its own request's encoding.</summary>
public static class OtlpAnswer
{
    private const int MostBytes = 64 * 1024;

    public const int InvalidArgument = 3;
    public const int ResourceExhausted = 8;
    public const int Unavailable = 14;
    public const int Unauthenticated = 16;

    /// <summary>The request was taken, but for so many of its rows.</summary>
    /// <param name="signal">What was sent.</param>
    /// <param name="encoding">Of the request.</param>
    /// <param name="rejected">Rows that were not taken; their sender must not send them again.</param>
    /// <param name="why">In words; empty where all were taken.</param>
    public static byte[] Taken(OtlpSignal signal, OtlpEncoding encoding, long rejected, string why)
    {
        if (encoding == OtlpEncoding.Json)
        {
            return Json(json =>
            {
                if (rejected == 0) return;
                json.WriteStartObject("partialSuccess");
                json.WriteString(OtlpSignals.RejectedOf(signal), rejected.ToString(CultureInfo.InvariantCulture));
                json.WriteString("errorMessage", why);
                json.WriteEndObject();
            });
        }

        using var wire = new WireWriter(MostBytes);
        if (rejected == 0) return [];
        var partial = wire.Begin(1);
        wire.Number(1, (ulong)rejected);
        wire.Text(2, why);
        wire.End(partial);
        return wire.Written.ToArray();
    }

    /// <summary>Nothing of the request was taken: a google.rpc.Status.</summary>
    /// <param name="encoding">Of the request.</param>
    /// <param name="code">One of those above.</param>
    /// <param name="message">In words; never content.</param>
    public static byte[] Refused(OtlpEncoding encoding, int code, string message)
    {
        if (encoding == OtlpEncoding.Json)
        {
            return Json(json =>
            {
                json.WriteNumber("code", code);
                json.WriteString("message", message);
            });
        }

        using var wire = new WireWriter(MostBytes);
        wire.Number(1, (ulong)code);
        wire.Text(2, message);
        return wire.Written.ToArray();
    }

    private static byte[] Json(Action<Utf8JsonWriter> members)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }
}
