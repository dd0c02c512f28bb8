using Custos.Records;

namespace Custos.Gate;

/// <summary>What does one source of evidence say of a message? Everything that a gate may ask is a signal.</summary>
/// <remarks>Implementations are thread-safe, deterministic and bounded in memory, survive any text, and honour cancellation.</remarks>
public abstract class Signal
{
    /// <summary>The signal's name, as decisions and metrics show it.</summary>
    public abstract string Name { get; }

    /// <summary>What the answer depends on besides the message: equal addresses give equal answers.</summary>
    public abstract string ContentAddress { get; }

    /// <summary>Will reading this message end within about a hundred microseconds? Then it is read on the calling thread, without a timer.</summary>
    public virtual bool IsImmediateFor(Message message) => false;

    /// <summary>Reads the signal; may throw, and may take too long: the gatekeeper turns both into cases.</summary>
    public abstract ValueTask<SignalValue> ReadAsync(Message message, CancellationToken cancellationToken);

    /// <summary>A signal from a delegate, for tests and one-liners.</summary>
    public static Signal Create(string name, Func<Message, CancellationToken, ValueTask<SignalValue>> read) => new DelegateSignal(name, read);

    /// <inheritdoc cref="Create(string, Func{Message, CancellationToken, ValueTask{SignalValue}})"/>
    public static Signal Create(string name, Func<Message, SignalValue> read) => new DelegateSignal(name, (message, _) => ValueTask.FromResult(read(message)));

    private sealed class DelegateSignal(string name, Func<Message, CancellationToken, ValueTask<SignalValue>> read) : Signal
    {
        public override string Name => name;

        public override string ContentAddress => $"delegate {name}";

        public override ValueTask<SignalValue> ReadAsync(Message message, CancellationToken cancellationToken) => read(message, cancellationToken);
    }
}
