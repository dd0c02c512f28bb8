using System.Collections.Immutable;
using Custos.Records;

namespace Custos.Gate;

/// <summary>May this text pass? Answers by the message's deadline, with what is known by then.</summary>
/// <remarks>Thread-safe. A decision depends on the message, the bundle and which signals ended in time, and on nothing else.</remarks>
public sealed class Gatekeeper(Bundle bundle, TimeProvider timeProvider)
{
    // Timers were measured to wake 4 to 7 ms late at p99.9: the alarm is set that much early, but never for more than a quarter of the time.
    private static readonly TimeSpan TimerLateness = TimeSpan.FromMilliseconds(5);

    /// <summary>Everything that decides here.</summary>
    public Bundle Bundle => bundle;

    /// <summary>Decides on one message.</summary>
    /// <param name="exchangeId">The exchange that the message belongs to.</param>
    /// <param name="message">What is asked about.</param>
    /// <param name="cancellationToken">The caller has gone; nothing is decided.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled. Failures of signals are cases of the verdict, never exceptions.</exception>
    /// <remarks>
    /// 1. Immediate signals are read on this thread, in order.
    /// 2. The others run side by side until the deadline; what has not ended by then is told to stop and left behind.
    /// 3. The verdict is the most severe thing known; where nothing is known to be wrong and something failed, it is unknown.
    /// </remarks>
    public async ValueTask<Decision> DecideAsync(Guid exchangeId, Message message, CancellationToken cancellationToken)
    {
        var started = timeProvider.GetTimestamp();
        var at = Event.Truncate(timeProvider.GetUtcNow());
        var readings = new Reading?[bundle.Signals.Length];

        // 1.
        var waiting = false;
        for (var i = 0; i < readings.Length; i++)
        {
            if (bundle.Signals[i].IsImmediateFor(message))
            {
                readings[i] = await ReadAsync(bundle.Signals[i], message, cancellationToken);
            }
            else
            {
                waiting = true;
            }
        }

        // 2.
        if (waiting)
        {
            await ReadUntilDeadlineAsync(message, readings, started, cancellationToken);
        }

        // 3.
        cancellationToken.ThrowIfCancellationRequested();
        var buckets = Known(readings);
        return new Decision(Event.NewId(at), at)
        {
            ExchangeId = exchangeId,
            Direction = message.Direction,
            Verdict = Conclude(buckets, readings),
            Buckets = buckets,
            BundleId = bundle.Id,
            ElapsedMicroseconds = (long)timeProvider.GetElapsedTime(started).TotalMicroseconds,
            DeadlineMilliseconds = (int)message.Deadline.TotalMilliseconds,
        };
    }

    private async Task ReadUntilDeadlineAsync(Message message, Reading?[] readings, long started, CancellationToken cancellationToken)
    {
        var left = message.Deadline - timeProvider.GetElapsedTime(started);
        if (left <= TimeSpan.Zero)
        {
            for (var i = 0; i < readings.Length; i++) readings[i] ??= Reading.Failed(FailureClass.Timeout);
            return;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var token = stop.Token;
        var running = new Task<Reading>?[readings.Length];
        for (var i = 0; i < readings.Length; i++)
        {
            var signal = bundle.Signals[i];
            running[i] = readings[i] is null ? Task.Run(() => ReadAsync(signal, message, token).AsTask(), CancellationToken.None) : null;
        }

        var early = left / 4 < TimerLateness ? left / 4 : TimerLateness;
        try
        {
            await Task.WhenAll(running.OfType<Task<Reading>>()).WaitAsync(left - early, timeProvider, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The deadline: what has ended is used below, the rest is told to stop.
        }

        for (var i = 0; i < readings.Length; i++)
        {
            readings[i] ??= running[i] is { IsCompletedSuccessfully: true } done ? await done : Reading.Failed(FailureClass.Timeout);
        }

        await stop.CancelAsync();
    }

    private static async ValueTask<Reading> ReadAsync(Signal signal, Message message, CancellationToken cancellationToken)
    {
        try
        {
            return Reading.Of(await signal.ReadAsync(message, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Reading.Failed(FailureClass.Timeout);
        }
        catch (Exception)
        {
            // Whatever a signal throws is one case of the verdict: the operator's fallback for errors.
            return Reading.Failed(FailureClass.Error);
        }
    }

    private static ImmutableArray<BucketScore> Known(Reading?[] readings)
    {
        if (readings is [{ Value: SignalValue.Scores only }])
        {
            return only.Buckets;
        }

        return [.. readings.Select(reading => reading?.Value).OfType<SignalValue.Scores>().SelectMany(scores => scores.Buckets)];
    }

    private Verdict Conclude(ImmutableArray<BucketScore> buckets, Reading?[] readings)
    {
        BucketScore? certified = null, uncertified = null;
        foreach (var bucket in buckets)
        {
            if (bucket.Flagged && bucket.Certified)
            {
                certified = MoreSevere(certified, bucket);
            }
            else if (bucket.Flagged)
            {
                uncertified = MoreSevere(uncertified, bucket);
            }
        }

        if (certified is not null)
        {
            return new Verdict.Block(ReasonOf(certified));
        }

        // A threshold without a certificate does not block on its own: a person looks first.
        if (uncertified is not null)
        {
            return new Verdict.Hold(ReasonOf(uncertified));
        }

        foreach (var reading in readings)
        {
            if (reading?.Failure is { } failure)
            {
                return new Verdict.Unknown(failure, bundle.Fallbacks.For(failure));
            }
        }

        return new Verdict.Allow();
    }

    private static BucketScore MoreSevere(BucketScore? first, BucketScore second) =>
        first is null || second.Score.Value - second.Threshold.Value > first.Score.Value - first.Threshold.Value ? second : first;

    private static Reason ReasonOf(BucketScore bucket) => new(bucket.Bucket, bucket.Score, bucket.Threshold);

    private readonly record struct Reading(SignalValue? Value, FailureClass? Failure)
    {
        public static Reading Of(SignalValue value) => new(value, null);

        public static Reading Failed(FailureClass failure) => new(null, failure);
    }
}
