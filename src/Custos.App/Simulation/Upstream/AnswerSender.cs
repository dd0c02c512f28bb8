using System.IO.Pipelines;
using Custos.App.Simulation.Protocols;
using Custos.App.Simulation.Replies;

namespace Custos.App.Simulation.Upstream;

/// <summary>How does an answer travel: at its pace, in its style, and with what goes wrong on the way?</summary>
internal sealed class AnswerSender(HttpContext context, Dialect dialect, UpstreamCall call, IReadOnlyList<Reply> replies, TimeProvider time)
{
    /// <summary>Stands among a request's items once the fault asked for a reset.</summary>
    public const string ResetItem = "custos.simulation.reset";

    private const string Events = "text/event-stream; charset=utf-8";
    private const string Json = "application/json";
    private const string Overlooked = "The server had an error while processing your request.";

    // A reset overtakes what is still on its way: what was sent before it is to arrive.
    private static readonly TimeSpan BeforeReset = TimeSpan.FromMilliseconds(50);

    private readonly Reply _reply = replies[0];

    /// <summary>Sends the whole answer, or as much of it as the fault lets through.</summary>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        await PauseAsync(_reply.Pace.BeforeHeaders, cancellationToken);
        switch (_reply.Fault)
        {
            case { Kind: FaultKind.HangBeforeHeaders }:
                await HangAsync(cancellationToken);
                return;
            case { Kind: FaultKind.ResetBeforeHeaders }:
                await ResetAsync(cancellationToken);
                return;
            case { IsOfLength: true } lie:
                await RawResponse.WriteAsync(context, call.Streams && dialect is StreamingDialect ? Events : Json, AllBytes(), lie.Kind, cancellationToken);
                return;
            default:
                await (call.Streams && dialect is StreamingDialect streaming ? StreamAsync(streaming, cancellationToken) : SendWholeAsync(cancellationToken));
                return;
        }
    }

    /// <summary>Answers with an error, in the protocol's own shape.</summary>
    public static async Task SendErrorAsync(HttpContext context, Dialect dialect, Seed seed, SimulatedError error, CancellationToken cancellationToken)
    {
        using var buffer = new AnswerBuffer(new EventStyle());
        dialect.WriteError(buffer.Json, seed, error);
        buffer.EndJson();
        context.Response.StatusCode = dialect.StatusOf(error);
        context.Response.ContentType = Json;
        context.Response.ContentLength = buffer.Written.Length;
        if (error.RetryAfter is { } wait) context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        await context.Response.BodyWriter.WriteAsync(buffer.Written, cancellationToken);
    }

    private async Task StreamAsync(StreamingDialect streaming, CancellationToken cancellationToken)
    {
        context.Response.ContentType = Events;
        context.Response.Headers.CacheControl = "no-cache";
        await context.Response.StartAsync(cancellationToken);
        await context.Response.BodyWriter.FlushAsync(cancellationToken);
        using var buffer = new AnswerBuffer(_reply.Style);
        var fault = _reply.Fault;
        var total = replies.Sum(reply => Cuts.Of(reply).Length);
        var faultyChunk = fault is null ? -1 : Math.Min(fault.AtChunk, fault.Kind is FaultKind.BrokenJson || fault.IsWithinText ? total - 1 : total);
        var sent = 0;
        buffer.MarksNextDelta = fault is { IsWithinText: true } && faultyChunk == 0;
        foreach (var step in streaming.Events(buffer, call, replies))
        {
            var isChunk = step == StreamStep.Chunk;
            if (isChunk) await PauseAsync(sent == 0 ? _reply.Pace.BeforeFirst : _reply.Pace.PerChunk, cancellationToken);
            if (sent == faultyChunk && (isChunk || sent == total))
            {
                if (!await BreakAsync(streaming, buffer, fault!, cancellationToken)) return;
                faultyChunk = -1;
            }
            else
            {
                await WriteAsync(buffer.Written, cancellationToken);
            }

            buffer.Clear();
            if (isChunk) sent++;
            buffer.MarksNextDelta = fault is { IsWithinText: true } && sent == faultyChunk;
        }
    }

    /// <returns>Whether the answer goes on.</returns>
    private async Task<bool> BreakAsync(StreamingDialect streaming, AnswerBuffer buffer, Fault fault, CancellationToken cancellationToken)
    {
        switch (fault.Kind)
        {
            case FaultKind.Hang:
                await HangAsync(cancellationToken);
                return false;
            case FaultKind.Reset:
                await ResetAsync(cancellationToken);
                return false;
            case FaultKind.End:
                return false;
            case FaultKind.HalfEvent:
                await WriteAsync(buffer.Written[..(buffer.Written.Length / 2)], cancellationToken);
                return false;
            case FaultKind.ErrorEvent:
                buffer.Clear();
                streaming.WriteErrorEvent(buffer, call, new SimulatedError(500, Overlooked));
                await WriteAsync(buffer.Written, cancellationToken);
                return false;
            case FaultKind.BrokenJson:
                await WriteAsync(WithoutEnd(buffer.Written), cancellationToken);
                return true;
            default:
                await WriteMarkedAsync(buffer.Written, fault, cancellationToken);
                return true;
        }
    }

    private async Task SendWholeAsync(CancellationToken cancellationToken)
    {
        using var buffer = new AnswerBuffer(_reply.Style);
        var fault = _reply.Fault;
        if (fault?.Kind == FaultKind.ErrorEvent)
        {
            await SendErrorAsync(context, dialect, call.Seed, new SimulatedError(500, Overlooked), cancellationToken);
            return;
        }

        buffer.MarksNextText = fault is { IsWithinText: true };
        dialect.WriteWhole(buffer, call, replies);
        await PauseAsync(_reply.Pace.BeforeFirst, cancellationToken);
        context.Response.ContentType = Json;
        if (fault is null) context.Response.ContentLength = buffer.Written.Length;
        await context.Response.StartAsync(cancellationToken);
        switch (fault?.Kind)
        {
            case null:
                await WriteAsync(buffer.Written, cancellationToken);
                break;
            case FaultKind.InvalidUtf8 or FaultKind.LongLine:
                await WriteMarkedAsync(buffer.Written, fault, cancellationToken);
                break;
            case FaultKind.BrokenJson:
                await WriteAsync(buffer.Written[..^2], cancellationToken);
                break;
            case FaultKind.End:
                break;
            default:
                await WriteAsync(buffer.Written[..(buffer.Written.Length / 2)], cancellationToken);
                if (fault.Kind == FaultKind.Hang) await HangAsync(cancellationToken);
                if (fault.Kind == FaultKind.Reset) await ResetAsync(cancellationToken);
                break;
        }
    }

    private byte[] AllBytes()
    {
        using var buffer = new AnswerBuffer(_reply.Style);
        if (!call.Streams || dialect is not StreamingDialect streaming)
        {
            dialect.WriteWhole(buffer, call, replies);
            return buffer.Written.ToArray();
        }

        // Not cleared between the steps, the events stand one after another.
        foreach (var _ in streaming.Events(buffer, call, replies))
        {
        }

        return buffer.Written.ToArray();
    }

    private async Task WriteMarkedAsync(ReadOnlyMemory<byte> bytes, Fault fault, CancellationToken cancellationToken)
    {
        var at = bytes.Span.IndexOf(AnswerBuffer.Marker);
        if (at < 0)
        {
            // Nothing that could be faulty was said.
            await WriteAsync(bytes, cancellationToken);
            return;
        }

        await WriteAsync(bytes[..at], cancellationToken);
        if (fault.Kind == FaultKind.InvalidUtf8) await WriteAsync(InvalidUtf8, cancellationToken);
        else await WriteLongAsync(fault.Bytes, cancellationToken);
        await WriteAsync(bytes[(at + AnswerBuffer.Marker.Length)..], cancellationToken);
    }

    private async Task WriteLongAsync(long bytes, CancellationToken cancellationToken)
    {
        for (var left = bytes; left > 0; left -= Filler.Length)
        {
            await WriteAsync(Filler.AsMemory(0, (int)Math.Min(left, Filler.Length)), cancellationToken);
        }
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var size = _reply.Style.BytesPerWrite is > 0 and var given ? given : bytes.Length;
        FlushResult flushed = default;
        for (var start = 0; start < bytes.Length && !flushed.IsCompleted; start += size)
        {
            flushed = await context.Response.BodyWriter.WriteAsync(bytes.Slice(start, Math.Min(size, bytes.Length - start)), cancellationToken);
        }
    }

    private async Task ResetAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(BeforeReset, time, cancellationToken);
        context.Items[ResetItem] = true;
        context.Abort();
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        if (pause > TimeSpan.Zero) await Task.Delay(pause, time, cancellationToken);
    }

    private Task HangAsync(CancellationToken cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);

    // The last brace goes, the line ends stay: the event is framed well and says nothing.
    private static byte[] WithoutEnd(ReadOnlyMemory<byte> bytes)
    {
        var brace = bytes.Span.LastIndexOf((byte)'}');
        return [.. bytes.Span[..brace], .. bytes.Span[(brace + 1)..]];
    }

    // Half of a surrogate pair, a byte that begins nothing, and the first byte of two.
    private static readonly byte[] InvalidUtf8 = [0xED, 0xA0, 0x80, 0xFF, 0xC3];

    private static readonly byte[] Filler = [.. Enumerable.Repeat((byte)'a', 1 << 16)];
}
