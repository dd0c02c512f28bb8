using System.Runtime.InteropServices;

namespace Custos.Bench.Text;

/// <summary>How much processor time has this thread taken? Others on the same cores do not count, though they slow it down.</summary>
internal static partial class ThreadClock
{
    // Linux: include/uapi/linux/time.h.
    private const int ThreadProcessorTime = 3;

    public static TimeSpan Now
    {
        get
        {
            if (ReadClock(ThreadProcessorTime, out var time) != 0) throw new PlatformNotSupportedException("The processor time of one thread is read as Linux tells it.");
            return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000.0);
        }
    }

    /// <summary>The least processor time of so many runs of some work.</summary>
    public static TimeSpan LeastOf(int runs, Action work)
    {
        var least = TimeSpan.MaxValue;
        for (var i = 0; i < runs; i++)
        {
            var before = Now;
            work();
            var taken = Now - before;
            if (taken < least) least = taken;
        }

        return least;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ReadClock(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Time(long Seconds, long Nanoseconds);
}
