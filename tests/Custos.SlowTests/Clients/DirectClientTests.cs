namespace Custos.SlowTests.Clients;

/// <summary>The official clients, straight to the simulated upstream: they read it as they read the real ones.</summary>
public sealed class DirectClientTests(DirectTarget target) : ClientSuite(target), IClassFixture<DirectTarget>;
