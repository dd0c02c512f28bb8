using Custos.App.Proxy.Upstream;
using Custos.Gate;
using Custos.Records;

namespace Custos.App.Proxy.Calls;

/// <summary>What all calls share.</summary>
internal sealed record CallSurroundings(ProxyOptions Options, Gatekeeper Gatekeeper, EventLog Log, UpstreamClient Upstream, RateLimits Limits, ByteBudget Budget, Vetted Vetted, TimeProvider Time);
