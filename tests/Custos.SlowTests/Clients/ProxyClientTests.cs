namespace Custos.SlowTests.Clients;

/// <summary>The official clients through Custos, none the wiser: the same suite, and the same bytes.</summary>
public sealed class ProxyClientTests(ProxyTarget target) : ClientSuite(target), IClassFixture<ProxyTarget>;
