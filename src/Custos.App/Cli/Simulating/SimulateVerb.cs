using System.CommandLine;

namespace Custos.App.Cli.Simulating;

/// <summary><c>custos simulate</c>: stand-ins for what Custos meets in production.</summary>
internal static class SimulateVerb
{
    public static Command Verb() => new("simulate", "Stand-ins for what Custos meets in production.") { UpstreamSimulation.Command(), TrafficSimulation.Command() };
}
