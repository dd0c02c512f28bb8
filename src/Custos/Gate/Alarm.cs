namespace Custos.Gate;

/// <summary>How long may one wait, so as to be awake by the deadline?</summary>
public static class Alarm
{
    // Timers were measured to wake 4 to 7 ms late at p99.9.
    private static readonly TimeSpan Lateness = TimeSpan.FromMilliseconds(5);

    /// <summary>The time that is left, less what timers wake late, but never less than three quarters of it; zero where none is left.</summary>
    public static TimeSpan For(TimeSpan left)
    {
        if (left <= TimeSpan.Zero) return TimeSpan.Zero;
        return left - (left / 4 < Lateness ? left / 4 : Lateness);
    }
}
