using Custos.Records;

namespace Custos.Text.Keywords;

/// <summary>Which words mark the groups, and how complete is that?</summary>
/// <param name="Groups">In the order of their names.</param>
/// <param name="Keywords">By group in that order, then by <see cref="Keyword.Z"/>, highest first; of equals by the word.</param>
/// <param name="Tests">How many pairs of a word and a group were tested.</param>
/// <param name="MostMissed">No word's documents or users are counted too low by more than this because rare words were let go; 0 while all were kept.</param>
/// <param name="Mistaken">How likely a user's first mention of a word was taken for a repeat; null without users.</param>
public sealed record KeywordAnswer(IReadOnlyList<KeywordGroup> Groups, IReadOnlyList<Keyword> Keywords, long Tests, long MostMissed, Probability? Mistaken);
