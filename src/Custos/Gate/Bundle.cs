using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Custos.Records;

namespace Custos.Gate;

/// <summary>What decides? The signals with their thresholds, and the fallbacks, under one content address.</summary>
public sealed class Bundle
{
    /// <exception cref="ArgumentException">There is no signal, or two bear one name.</exception>
    public Bundle(IEnumerable<Signal> signals, Fallbacks fallbacks)
    {
        Signals = [.. signals];
        Fallbacks = fallbacks;
        if (Signals.IsEmpty)
        {
            throw new ArgumentException("A bundle needs at least one signal.", nameof(signals));
        }

        if (Signals.GroupBy(signal => signal.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Two signals are named '{twice.Key}'.", nameof(signals));
        }

        Id = Address(Signals, fallbacks);
    }

    /// <summary>The SHA-256 of everything that decides, as 64 hexadecimal digits.</summary>
    public string Id { get; }

    /// <summary>In the order in which their buckets are shown.</summary>
    public ImmutableArray<Signal> Signals { get; }

    public Fallbacks Fallbacks { get; }

    private static string Address(ImmutableArray<Signal> signals, Fallbacks fallbacks)
    {
        var content = new StringBuilder("custos bundle 1\n");
        foreach (var signal in signals)
        {
            content.Append("signal ").Append(signal.Name).Append(' ').Append(signal.ContentAddress).Append('\n');
        }

        foreach (var failure in Enum.GetValues<FailureClass>())
        {
            content.Append("fallback ").Append(failure).Append(' ').Append(fallbacks.For(failure)).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToString())));
    }
}
