-- $1 after_sequence bigint, $2 last_sequence bigint
SELECT sequence, id, retrieved_at, source, exchange_id, external_key, organisation, knowledge_base, documents, top_score, cited, newest_document_at, answered
FROM retrievals
WHERE sequence > $1 AND sequence <= $2
ORDER BY sequence
