using System.Buffers;
using System.IO.Pipelines;
using Custos.App.Proxy.Streams;
using Custos.App.Proxy.Upstream;
using Custos.Records;
using Custos.Records.Calls;

namespace Custos.App.Proxy.Calls;

/// <summary>What of a streamed answer goes to the client?</summary>
/// <remarks>The last event goes once the whole answer has passed and is on record; a client that has seen it can rely on both.</remarks>
internal static class StreamedAnswer
{
    public static async Task GiveAsync(Call call, HttpResponseMessage answer)
    {
        var stream = new GatedStream(call.Protocol.ReadStream(), call.Gate, call.Options.Streaming, call.Options.MostHeldBytes);
        UpstreamClient.CopyHeaders(answer, call.Context.Response, withLength: false);
        var to = call.Context.Response.BodyWriter;
        CallOutcome? trouble;
        try
        {
            trouble = await RelayAsync(call, answer, stream, to);
            await stream.EndAsync(call.Left);
        }
        finally
        {
            (call.Record.Output, call.Record.Texts, call.Ending) = (stream.Output().Whole, [.. stream.Texts], stream.Ending);
        }

        await EndAsync(call, stream, trouble, to);
        await to.FlushAsync(call.Left);
    }

    private static async Task EndAsync(Call call, GatedStream stream, CallOutcome? trouble, PipeWriter to)
    {
        if (stream.StoppedBy is { } stopped)
        {
            // Windows and conversations count the whole that came, not the piece that stopped it.
            if (call.Record.Output is { Length: > 0 } output && call.Gate.Whole.TrueForAll(decision => decision.Direction != Direction.Output)) await call.Gate.OnOutputAsync(output, call.Left);
            await call.RecordAsync(CallOutcome.OutputBlocked);
            to.Write(call.EndWith(stream, call.Gate.MessageOf(stopped)));
            return;
        }

        if (trouble is not null || stream.Trouble is not null)
        {
            stream.Release(to, withLast: false);
            await call.RecordAsync(trouble ?? CallOutcome.UpstreamFailed);
            to.Write(stream.BreakOff(stream.Trouble ?? (trouble == CallOutcome.UpstreamTimedOut ? UpstreamProblem.TimedOut : UpstreamProblem.BrokeOff).Detail));
            return;
        }

        await call.RecordAsync(stream.HasEnded && !stream.HasFailed ? CallOutcome.Completed : CallOutcome.UpstreamFailed);
        stream.Release(to, withLast: true);
        if (stream.HasEnded) foreach (var text in stream.Texts) call.Around.Vetted.Add(call.VettedKey(text.ToString()));
    }

    // Null where the model's server came to its end, or what it says is stopped.
    private static async Task<CallOutcome?> RelayAsync(Call call, HttpResponseMessage answer, GatedStream stream, PipeWriter to)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(call.Left);
        try
        {
            var events = new SseReader(await answer.Content.ReadAsStreamAsync(patience.Token), call.Options.MostHeldBytes);
            await to.FlushAsync(patience.Token);
            while (stream.IsFlowing)
            {
                patience.CancelAfter(call.Options.IdleTimeout);
                var next = await events.NextAsync(patience.Token);
                if (next is null) break;

                // How fast the client reads is not the model's server's affair.
                patience.CancelAfter(Timeout.InfiniteTimeSpan);
                for (; next is not null && stream.IsFlowing; next = events.TryTake())
                {
                    await stream.TakeAsync(next, to, call.Left);
                    if (stream.HasSpoken) call.HasSpoken();
                }

                stream.Release(to, withLast: false);
                await to.FlushAsync(patience.Token);
                call.Left.ThrowIfCancellationRequested();
            }

            return null;
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException or InvalidDataException)
        {
            return CallOutcome.UpstreamFailed;
        }
        catch (OperationCanceledException) when (!call.Left.IsCancellationRequested)
        {
            return CallOutcome.UpstreamTimedOut;
        }
    }
}
