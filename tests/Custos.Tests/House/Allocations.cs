namespace Custos.Tests.House;

/// <summary>What does one round of an action allocate on this thread once it is warm?</summary>
/// <remarks>The least of several rounds: what the compiler leaves behind when it replaces a method between two rounds is not the action's.</remarks>
internal static class Allocations
{
    private const int Rounds = 10;

    /// <summary>Bytes of the round that took least.</summary>
    public static long Of(Action round)
    {
        var least = long.MaxValue;
        for (var i = 0; i < Rounds; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            round();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
