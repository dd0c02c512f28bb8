using System.Collections.Concurrent;
using Custos.Providers.Onnx;
using Custos.Providers.Onnx.Runtime;

namespace Custos.Tests.Providers.Onnx;

public sealed class ChunkQueueTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Chunks_of_one_length_that_come_together_are_scored_together_and_others_apart()
    {
        var runs = new ConcurrentBag<(int Count, int Length)>();
        using var queue = new ChunkQueue(Echo(runs), 1, 3, Long, TimeProvider.System);
        using var first = queue.Enter();
        using var second = queue.Enter();
        using var third = queue.Enter();

        // The first waits for the others, because three requests are being read.
        Task<double[]>[] answers = [Score(queue, 1, 8), Score(queue, 2, 8), Score(queue, 3, 16), Score(queue, 4, 8)];
        for (var i = 0; i < 2; i++) (await answers[i].WaitAsync(Long))[0].ShouldBe(i + 1);
        (await answers[3].WaitAsync(Long))[0].ShouldBe(4);

        runs.ShouldContain((3, 8));
    }

    [Fact]
    public async Task Long_chunks_are_scored_alone_and_do_not_wait()
    {
        var runs = new ConcurrentBag<(int Count, int Length)>();
        using var queue = new ChunkQueue(Echo(runs), 1, 8, Long, TimeProvider.System);
        using var first = queue.Enter();
        using var second = queue.Enter();

        await Task.WhenAll(Score(queue, 1, 512), Score(queue, 2, 512)).WaitAsync(TimeSpan.FromSeconds(10));

        runs.ShouldBe([(1, 512), (1, 512)]);
        (queue.MostOf(8), queue.MostOf(128), queue.MostOf(4096)).ShouldBe((8, 4, 1));
    }

    [Fact]
    public async Task Who_is_alone_does_not_wait()
    {
        using var queue = new ChunkQueue(Echo([]), 1, 8, Long, TimeProvider.System);
        using var visit = queue.Enter();

        (await Score(queue, 7, 8).WaitAsync(TimeSpan.FromSeconds(10)))[0].ShouldBe(7);
    }

    [Fact]
    public async Task The_budget_ends_the_waiting()
    {
        using var queue = new ChunkQueue(Echo([]), 1, 8, TimeSpan.FromMilliseconds(2), TimeProvider.System);
        using var visit = queue.Enter();
        using var silent = queue.Enter();

        (await Score(queue, 7, 8).WaitAsync(Long))[0].ShouldBe(7);
    }

    [Fact]
    public async Task A_failure_reaches_all_who_were_scored_with_it_and_nobody_after()
    {
        using var queue = new ChunkQueue((chunks, _, _) => chunks.Any(chunk => chunk.Ids[0] == 13) ? throw new OnnxRuntimeException("no") : [.. chunks.Select(chunk => new double[] { chunk.Ids[0] })], 1, 1, Long, TimeProvider.System);

        await Should.ThrowAsync<OnnxRuntimeException>(() => Score(queue, 13, 8).WaitAsync(Long));
        (await Score(queue, 14, 8).WaitAsync(Long))[0].ShouldBe(14);
    }

    [Fact]
    public async Task What_was_cancelled_while_it_waited_is_not_scored()
    {
        using var mayRun = new ManualResetEventSlim();
        var scored = new ConcurrentBag<long>();
        using var queue = new ChunkQueue(
            (chunks, _, _) =>
            {
                mayRun.Wait();
                foreach (var chunk in chunks) scored.Add(chunk.Ids[0]);
                return [.. chunks.Select(chunk => new double[] { chunk.Ids[0] })];
            },
            1, 1, Long, TimeProvider.System);
        using var cancelled = new CancellationTokenSource();
        var before = Score(queue, 1, 8);
        var late = queue.ScoreAsync(Chunk(2), 8, cancelled.Token);
        var after = Score(queue, 3, 8);
        await cancelled.CancelAsync();
        mayRun.Set();

        await Should.ThrowAsync<OperationCanceledException>(() => late.WaitAsync(Long));
        await Task.WhenAll(before, after).WaitAsync(Long);
        scored.ShouldBe([1, 3], ignoreOrder: true);
    }

    [Fact]
    public async Task Ending_gives_up_what_waits()
    {
        using var mayRun = new ManualResetEventSlim();
        var queue = new ChunkQueue(
            (chunks, _, _) =>
            {
                mayRun.Wait();
                return [.. chunks.Select(chunk => new double[] { chunk.Ids[0] })];
            },
            1, 1, Long, TimeProvider.System);
        var runs = Score(queue, 1, 8);
        var waits = Score(queue, 2, 8);
        var ending = Task.Run(queue.Dispose);
        mayRun.Set();

        await ending.WaitAsync(Long);
        await Task.WhenAny(waits, Task.Delay(Long));
        waits.IsCompleted.ShouldBeTrue();
        await Should.ThrowAsync<ObjectDisposedException>(() => Score(queue, 3, 8));
        (await Task.WhenAny(runs, Task.Delay(Long))).ShouldBe(runs);
    }

    private static Func<IReadOnlyList<TextChunk>, int, RunStop?, double[][]> Echo(ConcurrentBag<(int Count, int Length)> runs) => (chunks, length, _) =>
    {
        runs.Add((chunks.Count, length));
        return [.. chunks.Select(chunk => new double[] { chunk.Ids[0] })];
    };

    private static Task<double[]> Score(ChunkQueue queue, long id, int length) => queue.ScoreAsync(Chunk(id), length, CancellationToken.None);

    private static TextChunk Chunk(long id) => new([id], [0], 1);
}
