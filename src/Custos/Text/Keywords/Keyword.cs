using Custos.Records;

namespace Custos.Text.Keywords;

/// <summary>How much more often do the documents or users of one group say a word than those of all others?</summary>
/// <param name="Group">The group.</param>
/// <param name="Word">A word in small letters without accents, or two with a blank between.</param>
/// <param name="Share">The share of the group's documents or users that say it.</param>
/// <param name="Elsewhere">The share of all others that say it.</param>
/// <param name="OddsRatio">The odds of the former over those of the latter, drawn towards 1 by the prior, with its 95 % interval.</param>
/// <param name="Z">The log of that ratio over its standard error: what keywords are ordered by.</param>
/// <param name="TfIdf">The word's share of all words of the group × (1 + ln((1 + all documents or users)/(1 + those that say it))).</param>
/// <param name="Mentions">How often the group says it, repeats included.</param>
/// <param name="P">Fisher's exact p that it is not more frequent here, one-sided.</param>
/// <param name="Q">The same for all words and groups tested together: the least rate of false discoveries at which it is one.</param>
public sealed record Keyword(string Group, string Word, Estimate Share, Estimate Elsewhere, Estimate OddsRatio, double Z, double TfIdf, long Mentions, double P, double Q);

/// <summary>What is a group, as far as its words were read?</summary>
/// <param name="Name">As its column has it.</param>
/// <param name="Documents">Rows read.</param>
/// <param name="Units">What shares are of: its users, or its documents where users are not known.</param>
/// <param name="Words">All words together, repeats included.</param>
public sealed record KeywordGroup(string Name, long Documents, long Units, long Words);
