using Custos.Providers.Onnx;

namespace Custos.Tests.Providers.Onnx;

public sealed class LogOddsTests
{
    [Fact]
    public void Sigmoid_takes_each_answer_as_it_is() => LogOdds.Of([-1.5, 0, 2], Activation.Sigmoid).ShouldBe([-1.5, 0, 2]);

    [Fact]
    public void Softmax_gives_probabilities_that_add_up_to_one()
    {
        double[] answer = [1, 2, 3];

        var probabilities = LogOdds.Of(answer, Activation.Softmax).Select(value => 1 / (1 + Math.Exp(-value))).ToArray();

        var sum = answer.Sum(Math.Exp);
        for (var i = 0; i < answer.Length; i++) probabilities[i].ShouldBe(Math.Exp(answer[i]) / sum, 1e-15);
    }

    [Fact]
    public void Answers_far_out_stay_numbers_and_no_number_stays_none()
    {
        LogOdds.Of([1e30, -1e30], Activation.Softmax).ShouldBe([700, -700]);
        LogOdds.Of([double.PositiveInfinity], Activation.Sigmoid).ShouldBe([700]);
        LogOdds.Of([double.NaN, 1], Activation.Softmax).ShouldAllBe(value => double.IsNaN(value));
    }

    [Fact]
    public void The_highest_chunk_counts_or_the_mean_of_their_probabilities_by_tokens()
    {
        double[][] chunks = [[-2, 1], [2, 0]];

        LogOdds.Join(chunks, [30, 10], ChunkJoin.Max).ShouldBe([2, 1]);
        var mean = LogOdds.Join(chunks, [30, 10], ChunkJoin.Mean);
        (1 / (1 + Math.Exp(-mean[0]))).ShouldBe(((30 / (1 + Math.Exp(2))) + (10 / (1 + Math.Exp(-2)))) / 40, 1e-12);
        LogOdds.Join([[5, 6]], [0], ChunkJoin.Mean).ShouldBe([5, 6]);
    }
}
