namespace Custos.Gate;

/// <summary>Is there room for another decision? Those in flight and those that wait are counted, so that a flood is answered at once instead of late.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class Admission
{
    private const int UsualPerProcessor = 128;

    private readonly int _most;
    private int _inFlight;
    private long _admitted;
    private long _shed;

    /// <param name="most">How many decisions may be in flight and wait, together; at least 1.</param>
    public Admission(int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        _most = most;
    }

    /// <summary>How many decisions does a server of this machine admit at once, where nobody says otherwise?</summary>
    /// <remarks>At about 0.2 ms of processor time each, the last of them waits some 25 ms: a sixth of the usual deadline.</remarks>
    public static int Usual => UsualPerProcessor * Environment.ProcessorCount;

    /// <summary>How full is it, and how many has it sent away?</summary>
    public AdmissionState State => new(_most, Volatile.Read(ref _inFlight), Interlocked.Read(ref _admitted), Interlocked.Read(ref _shed));

    /// <summary>Takes a place; false when there is none. Each place is given back by <see cref="Leave"/>.</summary>
    internal bool TryEnter()
    {
        if (Interlocked.Increment(ref _inFlight) <= _most)
        {
            Interlocked.Increment(ref _admitted);
            return true;
        }

        Interlocked.Decrement(ref _inFlight);
        Interlocked.Increment(ref _shed);
        return false;
    }

    internal void Leave() => Interlocked.Decrement(ref _inFlight);
}

/// <summary>How full is the gate?</summary>
/// <param name="Most">How many decisions may be in flight and wait.</param>
/// <param name="InFlight">How many are now.</param>
/// <param name="Admitted">How many were let in so far.</param>
/// <param name="Shed">How many were answered by the policies' fallback for overload instead.</param>
public sealed record AdmissionState(int Most, int InFlight, long Admitted, long Shed);
