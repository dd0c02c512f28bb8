using Custos.Gate;

namespace Custos.Tests.Gate;

public sealed class SignalThreadsTests
{
    [Fact]
    public async Task Tasks_that_block_run_side_by_side_off_the_shared_pool()
    {
        var threads = new SignalThreads(64, "test");
        using var all = new CountdownEvent(8);

        // Each waits for all the others: that ends only when none waits for another's thread.
        var running = Enumerable.Range(0, 8).Select(_ => Start(threads, () =>
        {
            all.Signal();
            return all.Wait(TimeSpan.FromMinutes(1)) && !Thread.CurrentThread.IsThreadPoolThread;
        }));

        (await Task.WhenAll(running)).ShouldAllBe(isSo => isSo);
    }

    [Fact]
    public async Task What_follows_a_wait_runs_there_too()
    {
        var threads = new SignalThreads(64, "test");

        (await (await Start(threads, async () =>
        {
            await Task.Delay(1);
            return Thread.CurrentThread.IsThreadPoolThread;
        }))).ShouldBeFalse();
    }

    [Fact]
    public async Task More_than_can_run_waits_and_much_more_is_full()
    {
        var threads = new SignalThreads(64, "test");
        using var release = new ManualResetEventSlim();
        var running = new List<Task<bool>>();
        while (!threads.IsFull) running.Add(Start(threads, () => release.Wait(TimeSpan.FromMinutes(1))));

        running.Count.ShouldBeInRange(1024, 1200);
        release.Set();
        (await Task.WhenAll(running)).ShouldAllBe(isDone => isDone);
        threads.IsFull.ShouldBeFalse();
    }

    private static Task<T> Start<T>(SignalThreads threads, Func<T> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, threads);
}
