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
    /// <returns>Null, and when its views were read, in the provider's timestamps; or why it was not read.</returns>
    public static async ValueTask<(FailureClass? Failure, long Normalised)> ReadAsync(Bundle.Desk desk, Message message, DateTimeOffset at, TimeSpan left, TimeProvider time, CancellationToken cancellationToken)
    {
        if (left <= TimeSpan.Zero) return (FailureClass.Timeout, 0);
        if (SignalThreads.Readings.IsFull) return (FailureClass.Overload, 0);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var token = stop.Token;
        var reading = Task.Factory.StartNew(() => Read(desk, message, at, time, token), CancellationToken.None, TaskCreationOptions.DenyChildAttach, SignalThreads.Readings);
        try
        {
            return (null, await reading.WaitAsync(Alarm.For(left), time, cancellationToken));
        }
        catch (TimeoutException)
        {
            // It ends at its next step; nobody looks at the desk any more.
            await stop.CancelAsync();
            return (FailureClass.Timeout, 0);
        }
    }

    /// <remarks>What a rule may ask later, once a counter or a score is known, is found out here too, with its places: nothing long is left for the calling thread.</remarks>
    private static long Read(Bundle.Desk desk, Message message, DateTimeOffset at, TimeProvider time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        desk.Facts.Begin(message, at);
        desk.Rulings.Begin(message);
        var normalised = time.GetTimestamp();
        cancellationToken.ThrowIfCancellationRequested();
        desk.Facts.ReachLists();
        cancellationToken.ThrowIfCancellationRequested();
        desk.Rulings.Evaluate(desk.Facts, Tier.Lists);
        cancellationToken.ThrowIfCancellationRequested();
        desk.Rulings.Locate(desk.Facts);
        return normalised;
    }
}
