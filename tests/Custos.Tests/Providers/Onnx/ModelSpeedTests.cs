using Custos.Providers.Onnx;
using Custos.Text.Tokens;

namespace Custos.Tests.Providers.Onnx;

public sealed class ModelSpeedTests
{
    private static readonly Tokenizer Tokenizer = SomeModels.Read(SomeModels.WordPiece);

    [Fact]
    public void The_share_is_half_of_the_usual_deadline() => ModelSpeed.ShareOfDeadline.ShouldBe(TimeSpan.FromMilliseconds(75));

    [Fact]
    public void What_is_quick_is_not_warned_of() => Timed(characters => TimeSpan.FromMicroseconds(characters)).WarningsFor("guard").ShouldBeEmpty();

    [Fact]
    public void What_is_too_slow_is_said_with_the_figures_and_what_to_do()
    {
        var warning = Timed(characters => TimeSpan.FromMicroseconds(100 * characters)).WarningsFor("guard").ShouldHaveSingleItem();

        warning.ShouldStartWith("guard is too slow for its share of 75 ms of the usual deadline of 150 ms");
        warning.ShouldContain("deadline_ms");
        warning.ShouldContain(" runs");
    }

    [Fact]
    public void Of_a_model_that_is_far_too_slow_longer_texts_are_not_measured()
    {
        var speed = Timed(_ => TimeSpan.FromSeconds(2));

        speed.Lengths.ShouldHaveSingleItem().Runs.ShouldBe(3);
        speed.Lengths[0].ToString().ShouldContain("at most 2000.0 ms of 3 runs");
    }

    [Fact]
    public void Percentiles_are_of_the_runs_that_were_made()
    {
        var took = 0;

        var speed = ModelSpeed.Of(_ => Task.CompletedTask, Tokenizer, 8, new CountedTime(() => TimeSpan.FromMilliseconds(took++ % 7)));

        speed.Lengths.ShouldAllBe(length => length.Median <= length.Percentile99 && length.Runs >= 3);
    }

    private static ModelSpeed Timed(Func<int, TimeSpan> took)
    {
        var now = TimeSpan.Zero;
        return ModelSpeed.Of(
            text =>
            {
                now += took(text.Length);
                return Task.CompletedTask;
            },
            Tokenizer, 128, new CountedTime(() => now));
    }

    private sealed class CountedTime(Func<TimeSpan> now) : TimeProvider
    {
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => now().Ticks;
    }
}
