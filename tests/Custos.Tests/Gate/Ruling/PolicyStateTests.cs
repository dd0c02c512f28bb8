using Custos.Gate;
using Custos.Records;
using static Custos.Tests.Gate.SomeBundles;

namespace Custos.Tests.Gate.Ruling;

public sealed class PolicyStateTests
{
    private static readonly Fallback[] Choices = [Fallback.Allow, Fallback.Flag, Fallback.Hold, Fallback.Block];

    public static TheoryData<Direction, FailureClass, Fallback> Cells()
    {
        var cells = new TheoryData<Direction, FailureClass, Fallback>();
        foreach (var direction in Enum.GetValues<Direction>())
        {
            foreach (var failure in Enum.GetValues<FailureClass>().Except([FailureClass.Overload]))
            {
                foreach (var choice in Choices) cells.Add(direction, failure, choice);
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Each_cell_of_direction_and_failure_gives_what_the_policy_chose_for_it(Direction direction, FailureClass failure, Fallback choice)
    {
        // Every other cell chooses something else, so that a neighbour's choice is seen.
        var other = choice == Fallback.Hold ? "block" : "hold";
        var cells = string.Join(", ", Enum.GetValues<FailureClass>().Select(one => $"{NameOf(one)}: {(one == failure ? NameOf(choice) : other)}"));
        var others = string.Join(", ", Enum.GetValues<FailureClass>().Select(one => $"{NameOf(one)}: {other}"));
        var fallbacks = string.Concat(Enum.GetValues<Direction>().Select(one => $"  {NameOf(one)}: {{{(one == direction ? cells : others)}}}\n"));
        var (body, signal) = FailingBy(failure);
        var policy = $"name: test\nowner: us\nharm: some\ndirections: [input, output, tool_call]\n{body}\nfallbacks:\n{fallbacks}examples: {{must_match: [], must_not_match: []}}\n";
        var message = Hello with { Direction = direction, Tool = direction == Direction.ToolCall ? "t" : null, Deadline = TimeSpan.FromMilliseconds(failure == FailureClass.Timeout ? 20 : 30_000) };

        var decision = await DecideAsync(Of([policy], signal), message);

        var unknown = decision.Verdict.ShouldBeOfType<Verdict.Unknown>();
        (unknown.Cause, unknown.Fallback).ShouldBe((failure, choice));
    }

    private static (string Body, Signal Signal) FailingBy(FailureClass failure) => failure switch
    {
        FailureClass.Timeout => (Scored("certified"), Fails("hate", async token =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return [0.9];
        })),
        FailureClass.Error => (Scored("certified"), Fails("hate", _ => throw new InvalidOperationException("down"))),
        FailureClass.Uncertified => (Scored("certified"), Scores("hate", 0.9, certified: false)),
        FailureClass.Uncertain => (Scored("{at: 0.5, band: [0.4, 0.6]}"), Scores("hate", 0.5)),
        FailureClass.MissingSignal => ("rules: [{name: r, when: 'count(user, \"message\", duration(\"1h\")) > 5.0', then: block}]", Scores("hate", 0.1)),
        _ => throw new ArgumentOutOfRangeException(nameof(failure)),
    };

    private static string Scored(string threshold) => $"thresholds: {{hate: {threshold}}}\nrules: [{{name: r, when: flagged(\"hate\"), then: block}}]";

    private static string NameOf<T>(T value)
        where T : struct, Enum => Custos.Policy.Conditions.SnakeCase.Of($"{value}");
}
