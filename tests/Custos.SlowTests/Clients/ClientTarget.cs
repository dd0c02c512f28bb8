using Custos.App.Simulation.Replies;
using Custos.App.Simulation.Upstream;

namespace Custos.SlowTests.Clients;

/// <summary>Where do clients send what the simulated upstream answers: to it, or to something in front of it?</summary>
public abstract class ClientTarget : IAsyncLifetime
{
    internal const string UpstreamKey = "the-upstream's-key";

    /// <summary>A persona that speaks for a second, forty chunks.</summary>
    internal const string Paced = "paced";

    /// <summary>A persona that speaks for minutes: clients that leave may read on for two seconds first.</summary>
    internal const string Endless = "endless";

    internal SimulatedUpstream Upstream { get; private set; } = null!;

    /// <summary>What clients take for the provider's address; the protocols' paths stand below <c>/v1</c>.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>Further personas of the upstream.</summary>
    private protected virtual IReadOnlyList<Persona> Personas => [];

    /// <summary>The key that clients bear.</summary>
    public abstract string Key { get; }

    public async Task InitializeAsync()
    {
        Upstream = await SimulatedUpstream.StartAsync(
            new SimulatedUpstreamOptions
            {
                Key = UpstreamKey,
                Personas = [Persona.Of(Paced, Words(40)), Persona.Of(Endless, Words(10_000)), .. Personas],
                KeptRequests = 64,
            },
            CancellationToken.None);
        Url = await StartAsync(Upstream.Url);
    }

    public async Task DisposeAsync()
    {
        await StopAsync();
        await Upstream.DisposeAsync();
    }

    private static Reply Words(int count) => Reply.Saying(string.Concat(Enumerable.Repeat("words ", count))) with { Cuts = Cuts.Every(6), Pace = new Pace { PerChunk = TimeSpan.FromMilliseconds(25) } };

    /// <summary>Starts what stands before the upstream; gives its address.</summary>
    protected abstract Task<Uri> StartAsync(Uri upstream);

    protected abstract Task StopAsync();
}

/// <summary>Straight to the upstream.</summary>
public sealed class DirectTarget : ClientTarget
{
    public override string Key => UpstreamKey;

    protected override Task<Uri> StartAsync(Uri upstream) => Task.FromResult(upstream);

    protected override Task StopAsync() => Task.CompletedTask;
}
