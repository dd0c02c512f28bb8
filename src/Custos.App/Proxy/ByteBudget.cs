namespace Custos.App.Proxy;

/// <summary>Is there memory left for this? Bodies of all calls together stay within a bound.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ByteBudget(long most)
{
    private long _taken;

    /// <summary>Takes this many bytes; false, and none taken, where they are too many.</summary>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _taken, bytes) <= most) return true;
        Interlocked.Add(ref _taken, -bytes);
        return false;
    }

    public void GiveBack(long bytes) => Interlocked.Add(ref _taken, -bytes);
}
