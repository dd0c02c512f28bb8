using Custos.App.Proxy.Protocols;
using Custos.App.Proxy.Upstream;
using Custos.Gate.Streaming;
using Custos.Store;

namespace Custos.App.Proxy;

/// <summary>In front of which models does the server stand, and how? Read and checked once, at start-up.</summary>
internal sealed record ProxyOptions
{
    /// <summary>The model's server of each family that clients may speak.</summary>
    public required IReadOnlyDictionary<Family, UpstreamAddress> Upstreams { get; init; }

    public StreamingOptions Streaming { get; init; } = new();

    /// <summary>How long one decision on a text of a call may take.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMilliseconds(150);

    /// <summary>Is the model called while what was asked is still decided on? Nothing of its answer goes before it has passed.</summary>
    public bool AsksBeside { get; init; }

    /// <summary>Are the application's own instructions decided on, too?</summary>
    public bool ReadsInstructions { get; init; }

    /// <summary>Does a stopped request get the family's error instead of an answer that says so?</summary>
    public bool BlocksWithError { get; init; }

    public PriceTable Prices { get; init; } = PriceTable.None;

    /// <summary>Of each key that has none of its own; no limit where null.</summary>
    public KeyLimits Limits { get; init; } = new();

    /// <summary>How long the model's server may take to its first byte.</summary>
    public TimeSpan FirstByteTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long it may then be silent.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>A larger request is refused: images travel in it.</summary>
    public int MostRequestBytes { get; init; } = 48 << 20;

    /// <summary>A larger answer, or event of a stream, is broken off.</summary>
    public int MostAnswerBytes { get; init; } = 64 << 20;

    /// <summary>An event of a stream, and all that waits of one.</summary>
    public int MostHeldBytes { get; init; } = 16 << 20;

    /// <summary>Everything that is in memory of all calls; beyond it requests are refused.</summary>
    public long MostBytesInFlight { get; init; } = 1L << 30;
}
