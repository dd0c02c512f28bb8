using System.Globalization;
using Custos.App.Api;
using Custos.App.Proxy;
using Custos.Ingest;
using Custos.Ingest.Otlp;
using Custos.Ingest.Rows;
using Custos.Records;
using Custos.Records.Telemetry;

namespace Custos.App.Ingest;

/// <summary>OTLP over HTTP: what OpenTelemetry's exporters send of traces, logs and metrics.</summary>
/// <remarks>
/// The rows of a request and its account go into the event log in one append, and are acknowledged once they are as safe as the server promises.
/// </remarks>
internal sealed class OtlpApi(EventLog log, TimeProvider timeProvider, long mostBytesInFlight = OtlpApi.UsualBytesInFlight)
{
    /// <summary>How many bytes of requests may be in memory at once, compressed and decompressed.</summary>
    public const long UsualBytesInFlight = 192L << 20;

    private readonly ByteBudget _budget = new(mostBytesInFlight);

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var signal in Enum.GetValues<OtlpSignal>()) routes.MapPost(PathOf(signal), context => TakeAsync(context, signal));
    }

    /// <summary>Is a request to this path answered as OTLP is?</summary>
    public static bool IsOtlp(PathString path) => Array.Exists(Enum.GetValues<OtlpSignal>(), signal => path == PathOf(signal));

    private static string PathOf(OtlpSignal signal) => $"/v1/{OtlpSignals.WordOf(signal)}";

    private async Task TakeAsync(HttpContext context, OtlpSignal signal)
    {
        var encoding = OtlpForm.EncodingOf(context.Request) ?? throw new ProblemException(OtlpForm.UnknownType);
        using var body = await OtlpBody.ReadAsync(context.Request, _budget, context.RequestAborted);
        var collected = Read(signal, encoding, body.Bytes.Span);
        if (collected.Received > 0) await KeepAsync(signal, collected, context.RequestAborted);
        await OtlpForm.WriteAsync(context, StatusCodes.Status200OK, encoding, OtlpAnswer.Taken(signal, encoding, collected.RejectedRows, collected.Why));
    }

    private static Collected Read(OtlpSignal signal, OtlpEncoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return OtlpRequest.Read(signal, encoding, bytes);
        }
        catch (MalformedRequestException large) when (large.IsTooLarge)
        {
            throw new ProblemException(Problem.TooLarge(large.Problem));
        }
        catch (MalformedRequestException malformed)
        {
            throw new ProblemException(Problem.BadRequest(string.Create(CultureInfo.InvariantCulture, $"This is no request of OTLP. {malformed.Message}")));
        }
    }

    private async Task KeepAsync(OtlpSignal signal, Collected collected, CancellationToken cancellationToken)
    {
        var now = Event.Truncate(timeProvider.GetUtcNow());
        var intake = new Intake(Event.NewId(now), now) { Source = OtlpRequest.Source, Of = OtlpSignals.WordOf(signal), Received = collected.Received, Rejected = collected.Rejected };
        try
        {
            await log.AppendAsync([intake, .. collected.Events], cancellationToken);
        }
        catch (EventLogOverloadedException overloaded)
        {
            throw new ProblemException(OtlpForm.Busy(overloaded.Message));
        }
    }
}
