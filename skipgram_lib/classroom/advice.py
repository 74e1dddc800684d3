"""What to do next about a mistake of each kind: an action that leads to it, and never the formula."""

from skipgram_lib.gradcheck import Kind

SHAPES = "print the shapes, and say what each axis counts"
COUNT = "count the terms and the factors of the loss, one rule at a time, and compare"
PLACES = "find every place in the loss where your variable stands: each gives one term"
CHAIN = "differentiate from the outside in, and write down what the outermost function leaves behind"
SIGNS = "write the minus signs down one rule at a time, from the loss on"
LABEL = "ask what the true word's score gets that no other score gets, and with which sign"
WORD = "print the rows that you change or read, and ask which word each belongs to"
ROLES = "write down the shape and the word of each vector, and which letter the derivative holds"
DRAWS = "draw one word twice on paper, and count how often its row should change"
OF_O = "let o be among the draws on paper: which updates must its row get, all together?"
SUMS = "give the summing index a letter of its own, and ask which of its terms contain your variable"
INSIDE = "print inside your loop: how often does it run before your function returns?"
READ = "print which draws your code reads, and how often each"
QUESTION = "list the questions of the loss, the answer that each should get, and its probability"
NEXT = {
    Kind.NO_SLOPE: "run your function twice on the same arguments, and compare",
    Kind.UNUSED: "follow each argument through your code: where is it used?",
    Kind.RANDOM: "take the random numbers out, or pass them in as an argument",
    Kind.NOT_FINITE: "print what goes into exp and log, and what stands below a fraction",
    Kind.ZERO: "print what you computed just before the return",
    Kind.SIGN: SIGNS,
    Kind.TWICE: COUNT,
    Kind.HALF: COUNT,
    Kind.MEAN: "look at the loss: does it divide by anything? Then look for a mean in your code",
    Kind.SUM: "look at the loss: does it add up what your code adds up?",
    Kind.FACTOR: COUNT,
    Kind.SHIFTED: WORD,
    Kind.REVERSED: WORD,
    Kind.TRANSPOSED: SHAPES,
    Kind.MOVED: WORD,
    Kind.SUM_KEPT: SUMS,
    Kind.OFF_BY_VECTOR: "differentiate the terms one at a time: one of them has the right direction, in a wrong amount",
    Kind.MISSING: "print what your code puts there, and ask which term of the loss it should come from",
    Kind.CANCELLED: "print the terms before you add them up: they cancel, whatever the vectors are",
    Kind.SINGLE: "compute in float64 from the first line on",
    Kind.DIGITS: "look for a difference of two nearly equal numbers",
    Kind.LABEL: LABEL,
    Kind.LABEL_TERM: LABEL,
    Kind.TERM: PLACES,
    Kind.LOG: CHAIN,
    Kind.LOG_SLOPE: CHAIN,
    Kind.NOT_DIFFERENTIATED: "ask of each function in your code: is it there as itself, or should its slope be?",
    Kind.SUM_CLOSED: SUMS,
    Kind.FUNCTION: "write down which function turns a score into a probability here, and where its sign stands",
    Kind.PART: PLACES,
    Kind.PART_SIGN: SIGNS,
    Kind.AS_TRUE: QUESTION,
    Kind.AS_DRAWN: QUESTION,
    Kind.REPEATS: DRAWS,
    Kind.COLLISION: OF_O,
    Kind.DRAW: DRAWS,
    Kind.WRONG_WORD: WORD,
    Kind.WRONG_VECTOR: ROLES,
    Kind.UPDATED: "take both slopes before you change either vector",
}
EVERY = (
    "every entry is off: work one of them out by hand, naming the rule at every step, and print your code's beside it"
)
NEARLY = (
    "only late digits are off: look for a step h where you should derive, a rounding, float32, "
    "or a small number that was added"
)
SOME = "work that entry out by hand, naming the rule at every step, and compare it with what your code does there"
VARIES = "the direction is right; the number in front is not, and it is off differently from point to point"
FRONT = "print the number in front at one point, and ask what it should be there"

COMPARE = "it is right with the coffee vectors: what is different here, and is one of their numbers in your code?"
BASE = "print your log of np.e: which number should that be?"
EXP = "write ŷ down, and ask of each function in it where it stands in your code"
OF_A_LOSS = {  # where the answer is the loss itself, nothing is differentiated yet
    Kind.LOG: "write the loss down, and ask of each function in it where it stands in your code",
    Kind.PART: "write the loss down, and ask of each term in it where it stands in your code",
    Kind.SIGN: "a probability is below 1: which sign has its log, and which sign should a loss have?",
    Kind.SUM_KEPT: "ask how many words are true at once, and what y does to the others",
    Kind.WRONG_WORD: "print the score that your code takes for the true word's, and ask whose it is",
    Kind.REPEATS: "draw one word twice on paper, and count the questions",
    Kind.COLLISION: "let o be among the draws on paper, and count the questions about it",
}
