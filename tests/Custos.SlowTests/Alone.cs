using System.Runtime.CompilerServices;

namespace Custos.SlowTests;

/// <summary>Tests that wait for the clock run when no other test does: a test that keeps both processors busy would be taken for a server that is slow.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    internal const string Name = "alone";

    // The simulated upstream lives in this process: with as few threads as processors, tests that block theirs would hold up its answers.
    [ModuleInitializer]
    internal static void KeepThreadsForServers() => ThreadPool.SetMinThreads(workerThreads: 32, completionPortThreads: 32);
}
