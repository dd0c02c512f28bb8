using Custos.Records;

namespace Custos.Gate;

/// <summary>Is a long text read by the deadline? It is read on a thread of its own, and left behind when the time is up.</summary>
internal static class LongReading
{
    // A text is read at five to seventeen characters a microsecond: this many UTF-16 units take three milliseconds at the most.
    private const int ReadAtOnce = 16 * 1024;

    /// <summary>Is this text read beside? A shorter one is read at once, on the calling thread.</summary>
    public static bool Concerns(Message message) => message.Text.Length > ReadAtOnce;

    /// <summary>Reads a text into its views, searches the lists, and asks the rules that hang on the text alone.</summary>
    /// <param name="bundle">To which the desk goes back where the text is not read, as soon as nobody works at it.</param>
    /// <param name="desk">Where the text is read.</param>
    /// <param name="message">Whose text.</param>
    /// <param name="at">When it came.</param>
    /// <param name="left">Until the deadline.</param>
    /// <param name="time">For the alarm.</param>
    /// <param name="cancellationToken">The caller has gone.</param>
    /// <returns>Null, and when its views were read, in the provider's timestamps; or why it was not read.</returns>
    public static async ValueTask<(FailureClass? Failure, long Normalised)> ReadAsync(
        Bundle bundle, Bundle.Desk desk, Message message, DateTimeOffset at, TimeSpan left, TimeProvider time, CancellationToken cancellationToken)
    {
        if (left <= TimeSpan.Zero || SignalThreads.Readings.IsFull)
        {
            bundle.PutBack(desk);
            return (left <= TimeSpan.Zero ? FailureClass.Timeout : FailureClass.Overload, 0);
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var token = stop.Token;
        var reading = Task.Factory.StartNew(() => Read(desk, message, at, time, token), CancellationToken.None, TaskCreationOptions.DenyChildAttach, SignalThreads.Readings);
        try
        {
            var normalised = await reading.WaitAsync(Alarm.For(left), time, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            return (null, normalised);
        }
        catch (TimeoutException)
        {
            // It ends at its next step, and the next long text is read at its desk.
            await stop.CancelAsync();
            _ = PutBackAfterAsync(reading, bundle, desk);
            return (FailureClass.Timeout, 0);
        }
    }

    private static async Task PutBackAfterAsync(Task reading, Bundle bundle, Bundle.Desk desk)
    {
        await reading;
        bundle.PutBack(desk);
    }

    /// <returns>When its views were read; without a meaning where it was told to stop.</returns>
    /// <remarks>What a rule may ask later, once a counter or a score is known, is found out here too, with its places: nothing long is left for the calling thread.</remarks>
    private static long Read(Bundle.Desk desk, Message message, DateTimeOffset at, TimeProvider time, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return 0;
        desk.Facts.Begin(message, at);
        desk.Rulings.Begin(message);
        var normalised = time.GetTimestamp();
        if (cancellationToken.IsCancellationRequested) return 0;
        desk.Facts.ReachLists();
        if (cancellationToken.IsCancellationRequested) return 0;
        desk.Rulings.Evaluate(desk.Facts, Tier.Lists);
        if (!cancellationToken.IsCancellationRequested) desk.Rulings.Locate(desk.Facts);
        return normalised;
    }
}
