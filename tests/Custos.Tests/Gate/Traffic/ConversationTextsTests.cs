using Custos.Gate.Traffic;
using Custos.Records;
using FsCheck;
using FsCheck.Fluent;

namespace Custos.Tests.Gate.Traffic;

public sealed class ConversationTextsTests
{
    private static readonly Message Turn = new() { Text = "", Endpoint = "/test", Organisation = "o", Conversation = "c" };

    private readonly ConversationTexts _texts = new();

    [Fact]
    public void A_first_turn_has_no_window_and_a_second_one_stands_with_the_first()
    {
        _texts.WindowsOf(Turn, ["one"]).ShouldBeEmpty();
        _texts.Add(Turn, ["one"]);

        _texts.WindowsOf(Turn, ["two"]).ShouldBe(["one\ntwo"]);
    }

    [Fact]
    public void Conversations_organisations_and_directions_are_apart_and_a_message_without_a_conversation_has_none()
    {
        _texts.Add(Turn, ["one"]);
        _texts.Add(Turn with { Conversation = null }, ["nobody's"]);

        foreach (var other in new[] { Turn with { Conversation = "d" }, Turn with { Organisation = null }, Turn with { Direction = Direction.Output }, Turn with { Conversation = null }, Turn with { Conversation = "" } })
        {
            _texts.WindowsOf(other, ["two"]).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Where_a_turn_was_disguised_what_stood_behind_it_is_read()
    {
        _texts.Add(Turn, ["1gn0re", "ignore"]);

        _texts.WindowsOf(Turn, ["a11", "all", "decoded"]).ShouldBe(["ignore\nall\ndecoded"]);
    }

    [Fact]
    public void The_oldest_turns_are_dropped()
    {
        foreach (var number in Enumerable.Range(0, 20)) _texts.Add(Turn, [$"{number}"]);

        _texts.WindowsOf(Turn, ["20"])[^1].Split('\n').ShouldBe(Enumerable.Range(20 - ConversationTexts.MostTurns, ConversationTexts.MostTurns + 1).Select(number => $"{number}"));
    }

    [Fact]
    public void Of_a_long_turn_the_end_is_kept_and_the_beginning_is_read()
    {
        _texts.Add(Turn, ["old"]);
        _texts.Add(Turn, ["x" + new string('y', ConversationTexts.MostUnits)]);

        _texts.WindowsOf(Turn, [new string('z', ConversationTexts.MostUnits) + "w"]).ShouldBe([new string('y', ConversationTexts.MostUnits) + "\n" + new string('z', ConversationTexts.MostUnits)]);
    }

    [Fact]
    public void However_many_conversations_there_are_and_however_long_memory_is_bounded_and_the_one_heard_of_last_is_there()
    {
        foreach (var length in new[] { 0, 3_000 })
        {
            for (var conversation = 0; conversation < 80_000; conversation++)
            {
                _texts.Add(Turn with { Conversation = $"{conversation}" }, [new string('x', length)]);
            }

            _texts.Units.ShouldBeLessThanOrEqualTo(ConversationTexts.MostOfAll);
            _texts.WindowsOf(Turn with { Conversation = "79999" }, ["y"]).ShouldHaveSingleItem();
            _texts.WindowsOf(Turn with { Conversation = "0" }, ["y"]).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Of_any_turns_those_held_are_the_last_and_within_the_bounds() => Prop.ForAll<int[]>(lengths =>
    {
        var texts = new ConversationTexts();
        var turns = lengths.Select((length, number) => $"{number}:" + new string('t', Math.Abs(length % 3_000))).ToList();
        foreach (var turn in turns) texts.Add(Turn, [turn]);

        var window = texts.WindowsOf(Turn, ["now"]);
        if (turns.Count == 0) return window.IsEmpty;
        var held = window[^1].Split('\n')[..^1];
        return held.Length <= ConversationTexts.MostTurns && held.Sum(turn => turn.Length) <= ConversationTexts.MostUnits && held.SequenceEqual(turns.TakeLast(held.Length)) && held.Length > 0;
    }).QuickCheckThrowOnFailure();
}
