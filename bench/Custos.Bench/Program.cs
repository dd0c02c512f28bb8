using BenchmarkDotNet.Running;
using Custos.Bench.Peers;

// What a peer does too is timed beside it by the scripts in bench/peers, not by BenchmarkDotNet.
if (args is ["peers", "train", .. var rest])
{
    return TrainPeer.Run(rest);
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
