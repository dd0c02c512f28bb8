using System.Runtime.InteropServices;

namespace Custos.Store.Record;

/// <summary>May others go before this thread? Linux heeds no priority that the runtime gives a thread, but its niceness.</summary>
internal static partial class Niceness
{
    private const int OfProcessOrThread = 0;

    // A tenth of the share of a thread at 0, and whoever wakes goes first.
    private const int Low = 10;

    /// <summary>From now on the calling thread runs where others leave a processor free, and slowly otherwise; elsewhere than on Linux nothing changes.</summary>
    public static void LowerOfThisThread()
    {
        // 0 is the calling thread. A system that refuses it only loses the courtesy.
        if (OperatingSystem.IsLinux()) _ = SetPriority(OfProcessOrThread, 0, Low);
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int niceness);
}
