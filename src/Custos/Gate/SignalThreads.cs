using System.Diagnostics.CodeAnalysis;

namespace Custos.Gate;

/// <summary>Where does run what may take long? On threads of its own: what blocks these never keeps an answer from being sent.</summary>
/// <param name="mostThreads">How many run at once.</param>
/// <param name="name">Of the threads, as a debugger shows it.</param>
/// <remarks>The shared pool grows by a thread or two a second, so that a few signals that sleep on its threads would delay every answer by as long. Thread-safe.</remarks>
internal sealed class SignalThreads(int mostThreads, string name) : TaskScheduler
{
    private const int MostSignals = 64;
    private const int MostWaiting = 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private readonly Queue<Task> _waiting = new();
    private int _threads;
    private int _idle;

    /// <summary>Of signals, which mostly wait for something.</summary>
    public static SignalThreads Shared { get; } = new(MostSignals, "custos signal");

    /// <summary>Of long texts that are read, which keeps a processor busy.</summary>
    public static SignalThreads Readings { get; } = new(Environment.ProcessorCount, "custos reading");

    /// <summary>Is everything busy, and enough waiting already?</summary>
    public bool IsFull
    {
        get
        {
            lock (_gate) return _waiting.Count >= MostWaiting;
        }
    }

    protected override void QueueTask(Task task)
    {
        lock (_gate)
        {
            _waiting.Enqueue(task);
            if (_idle >= _waiting.Count || _threads == mostThreads)
            {
                Monitor.Pulse(_gate);
                return;
            }

            _threads++;
        }

        new Thread(Run) { IsBackground = true, Name = name }.Start();
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_gate) return [.. _waiting];
    }

    private void Run()
    {
        while (TryTake(out var task)) TryExecuteTask(task);
    }

    // False when nothing has come for a while: the thread ends.
    private bool TryTake([NotNullWhen(true)] out Task? task)
    {
        lock (_gate)
        {
            _idle++;
            while (_waiting.Count == 0 && Monitor.Wait(_gate, Patience))
            {
                // Woken, perhaps for what another has taken already.
            }

            _idle--;
            if (_waiting.TryDequeue(out task)) return true;
            _threads--;
            return false;
        }
    }
}
